package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that no column can hold are before or after all that one can. */
class TimeComparisonTest {
  private static final TableSchema SCHEMA = RaceRows.schema(1, "t", "n:LONG");

  /** The least and the greatest time, one between, and that of the statement. */
  private static final long[] TIMES = {Long.MIN_VALUE, 0, RaceRows.NOW, Long.MAX_VALUE};

  private static List<List<@Nullable Object>> run(String sql) throws QueryException {
    MemoryStore store = new MemoryStore();
    List<@Nullable Object[]> rows =
        List.of(row(TIMES[0], 0L), row(TIMES[1], 1L), row(TIMES[2], null), row(TIMES[3], 3L));
    store.add(SCHEMA, List.of(new MemorySource(SCHEMA, rows, 2, true)));
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW).run(sql);
  }

  private static @Nullable Object[] row(long time, @Nullable Long n) {
    return new @Nullable Object[] {time, n};
  }

  private static @Nullable Object value(String expression) throws QueryException {
    return run("SELECT " + expression).get(0).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = ';',
      value = {
        "time < '9999-12-31'; 4",
        "time <= '9999-12-31T23:59:59Z'; 4",
        "time > '9999-12-31'; 0",
        "time >= TIMESTAMP '9999-12-31'; 0",
        "time = '9999-12-31'; 0",
        "time <> '9999-12-31'; 4",
        "'9999-12-31' > time; 4",
        "time > '0001-01-01'; 4",
        "time < '0001-01-01'; 0",
        "time < '12026-01-01'; 4",
        "time < 'infinity'; 4",
        "time > '-infinity'; 4",
        "time > CAST('-infinity' AS TIMESTAMP); 4",
        "time BETWEEN '0001-01-01' AND '9999-12-31'; 4",
        "time BETWEEN '-infinity' AND '1970-01-01'; 2",
        "time BETWEEN '1970-01-01' AND 'infinity'; 3",
        "time NOT BETWEEN '-infinity' AND '1970-01-01'; 2",
        "time IN ('1970-01-01', '9999-12-31', 'infinity'); 1",
        "time NOT IN ('1970-01-01', '9999-12-31'); 3",
        "time IS DISTINCT FROM '9999-12-31'; 4",
        "time IS NOT DISTINCT FROM '9999-12-31'; 0",
        "time > now() - INTERVAL '1000 years'; 4",
        "time < now() - INTERVAL '1000 years'; 0",
        "now() + INTERVAL '1000 years' > time; 4",
        "time < now() + INTERVAL '150000000 minutes'; 4",
        "time >= 'epoch'; 3",
        "time <= 'now'; 3",
        "time < 'today'; 2",
        "time < 'tomorrow' AND time > 'yesterday'; 1",
        "NOT (time > '9999-12-31'); 4",
        "NULLIF(time, '9999-12-31') IS NULL; 0",
        "CASE time WHEN '9999-12-31' THEN 1 ELSE 2 END = 2; 4",
        "CASE WHEN n > 0 THEN time END < '9999-12-31'; 2",
        "CASE WHEN n > 0 THEN time END > '9999-12-31'; 0",
        "(CASE WHEN n > 0 THEN time END > '9999-12-31') IS NULL; 2"
      })
  void rowsAreChosenAsOnALineWithoutEnds(String condition, long count) throws QueryException {
    assertThat(run("SELECT COUNT(*) FROM t WHERE " + condition)).isEqualTo(List.of(List.of(count)));
    assertThat(run("SELECT COUNT(*) FILTER (WHERE " + condition + ") FROM t"))
        .isEqualTo(List.of(List.of(count)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1677-09-21T00:12:43.145224192Z",
        "1677-09-21 00:12:43.145224192",
        "1677-09-21 01:12:43.145224192+01",
        "1677-09-20T23:12:43.145224192-01:00"
      })
  void theLeastTimeIsFoundInEverySpelling(String text) throws QueryException {
    for (String literal :
        List.of(
            "'" + text + "'",
            "TIMESTAMP '" + text + "'",
            "CAST('" + text + "' AS TIMESTAMP)",
            "TIMESTAMP '" + text + "' + INTERVAL '0 s'")) {
      assertThat(run("SELECT time FROM t WHERE time <= " + literal))
          .as(literal)
          .isEqualTo(List.of(List.of(Long.MIN_VALUE)));
    }
    assertThat(run("SELECT COUNT(*) FROM t WHERE time >= '1677-09-21T00:12:43.5Z'"))
        .isEqualTo(List.of(List.of(3L)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2262-04-11T23:47:16.854775807Z",
        "2262-04-12 00:47:16.854775807+01:00",
        "2262-04-11 23:47:16.854775807UTC"
      })
  void theGreatestTimeIsFoundInEverySpelling(String text) throws QueryException {
    for (String literal : List.of("'" + text + "'", "TIMESTAMP '" + text + "'")) {
      assertThat(run("SELECT time FROM t WHERE time >= " + literal))
          .as(literal)
          .isEqualTo(List.of(List.of(Long.MAX_VALUE)));
    }
    assertThat(run("SELECT COUNT(*) FROM t WHERE time < '2262-04-11T23:47:16.854775808Z'"))
        .isEqualTo(List.of(List.of(4L)));
  }

  @Test
  void relativeWordsAreTimesOfTheStatement() throws QueryException {
    assertThat(value("CAST('now' AS TIMESTAMP)")).isEqualTo(RaceRows.NOW);
    assertThat(value("TIMESTAMP 'today' = date_trunc('day', now())")).isEqualTo(true);
    assertThat(value("TIMESTAMP 'tomorrow' = TIMESTAMP 'yesterday' + INTERVAL '2 days'"))
        .isEqualTo(true);
    assertThat(value("TIMESTAMP 'epoch'")).isEqualTo(0L);
    assertThat(value("TIMESTAMP 'infinity' > TIMESTAMP '9999-12-31'")).isEqualTo(true);
    assertThat(value("TIMESTAMP 'infinity' = TIMESTAMP 'infinity' + INTERVAL '1 day'"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TIMESTAMP '9999-12-31'", "TIMESTAMP 'infinity'", "now() + INTERVAL '1000 years'"})
  void asValuesTheyAreErrors(String expression) {
    assertThatThrownBy(() -> value(expression)).isInstanceOf(QueryException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'2026-13-01'", "'noon'", "'infinite'", "''"})
  void whatIsNoTimeIsRefused(String literal) {
    assertThatThrownBy(() -> run("SELECT COUNT(*) FROM t WHERE time < " + literal))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> {
              assertThat(e.kind().sqlState()).isIn("22007", "22008");
              assertThat(e.column()).isPositive();
            });
  }
}
