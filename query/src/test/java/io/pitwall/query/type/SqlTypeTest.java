package io.pitwall.query.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.result.ResultType;
import io.pitwall.storage.column.ColumnType;
import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;

class SqlTypeTest {
  @Test
  void everyColumnAndEveryResultHasAType() {
    Set<ResultType> results = new HashSet<>();
    for (SqlType type : SqlType.values()) {
      if (type.result() != null) {
        results.add(type.result());
      }
    }
    assertThat(results).containsExactlyInAnyOrder(ResultType.values());
    for (ColumnType column : ColumnType.values()) {
      assertThat(SqlType.of(column).column()).isEqualTo(column);
    }
  }

  @Test
  void namesOfOtherDatabasesAreKnown() {
    assertThat(SqlType.named("int4")).isEqualTo(SqlType.LONG);
    assertThat(SqlType.named("Double Precision")).isEqualTo(SqlType.DOUBLE);
    assertThat(SqlType.named("TEXT")).isEqualTo(SqlType.STRING);
    assertThat(SqlType.named("timestamptz")).isEqualTo(SqlType.TIMESTAMP);
    assertThat(SqlType.named("uuid")).isNull();
  }

  @Test
  void intervalsOfNanosecondsAndOfMonthsAreTwoTypes() {
    assertThat(SqlType.of(SqlTypeName.INTERVAL_DAY_MINUTE)).isEqualTo(SqlType.INTERVAL);
    assertThat(SqlType.of(SqlTypeName.INTERVAL_YEAR_MONTH)).isEqualTo(SqlType.MONTHS);
    assertThat(SqlType.of(SqlTypeName.MAP)).isNull();
  }
}
