package io.pitwall.query.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pitwall.query.fixture.RaceSchemas;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.query.result.ResultType;
import io.pitwall.query.statement.SqlStatement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SystemStatementTest {
  private static QueryResult answer(String sql) throws QueryException {
    return Objects.requireNonNull(
        SystemStatement.answer(SqlStatement.of(sql), RaceSchemas.DATABASE, RaceSchemas.race()));
  }

  private static List<String> rows(String sql) throws QueryException {
    List<String> rows = new ArrayList<>();
    try (QueryResult result = answer(sql)) {
      ResultPage page = result.next();
      while (page != null) {
        for (int row = 0; row < page.rows(); row++) {
          rows.add(row(result.columns(), page, row));
        }
        page = result.next();
      }
    }
    return rows;
  }

  private static String row(List<ResultColumn> columns, ResultPage page, int row) {
    List<String> values = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      values.add(
          columns.get(column).type() == ResultType.BOOLEAN
              ? Boolean.toString(page.getLong(column, row) != 0)
              : new String(page.getUtf8(column, row), StandardCharsets.UTF_8));
    }
    return String.join(" ", values);
  }

  private static QueryException refusal(String sql) {
    return Objects.requireNonNull(catchThrowableOfType(QueryException.class, () -> answer(sql)));
  }

  @Test
  void showsTablesAndDatabases() throws QueryException {
    assertThat(rows("show databases;")).containsExactly("nascar_telemetry");
    assertThat(rows("SHOW TABLES"))
        .containsExactly("chassis_telemetry", "engine_telemetry", "tire_telemetry");
    assertThat(rows("SHOW TABLES FROM nascar_telemetry")).hasSize(3);
    assertThat(refusal("SHOW TABLES FROM nascar_telemetri"))
        .hasMessageContaining("did you mean \"nascar_telemetry\"?");
  }

  @Test
  void describesATablesColumns() throws QueryException {
    assertThat(rows("DESCRIBE nascar_telemetry.engine_telemetry -- all of it"))
        .startsWith(
            "time TIMESTAMP time false", "car_number BIGINT field true", "driver VARCHAR tag true");
    assertThat(rows("desc \"chassis_telemetry\"")).contains("flag BOOLEAN field true");
    assertThat(refusal("DESCRIBE engine").kind()).isEqualTo(QueryException.Kind.UNDEFINED_TABLE);
  }

  @Test
  void otherStatementsAreNotItsBusinessAndOtherShowsAreRefused() throws QueryException {
    assertThat(SystemStatement.answer(SqlStatement.of("SELECT 1"), "db", RaceSchemas.race()))
        .isNull();
    assertThat(SystemStatement.answer(SqlStatement.of("-- ping"), "db", RaceSchemas.race()))
        .isNull();
    assertThat(refusal("SHOW tabels")).hasMessageContaining("did you mean \"TABLES\"?");
    assertThat(refusal("SHOW TABLES please").column()).isEqualTo(13);
    assertThat(refusal("DESCRIBE a b").kind()).isEqualTo(QueryException.Kind.SYNTAX);
  }
}
