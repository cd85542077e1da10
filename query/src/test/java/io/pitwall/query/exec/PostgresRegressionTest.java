package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.fixture.RaceSchemas;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that random statements showed to differ from PostgreSQL's. */
class PostgresRegressionTest {
  private static final TableSchema LAPS =
      RaceSchemas.table(1, "pits", "laps", "car:tag lap:long pit:boolean");

  private static Statements statements() {
    MemoryStore store = new MemoryStore();
    List<@Nullable Object[]> rows =
        List.of(
            new Object[] {1_000_000_000L, "a\\b", Long.MAX_VALUE, true},
            new Object[] {2_000_000_000L, "ab", 2L, false});
    store.add(LAPS, List.of(new MemorySource(LAPS, rows, 2, true)));
    return new Statements(store, "pits", 0);
  }

  private static List<@Nullable Object> column(String sql) throws QueryException {
    List<@Nullable Object> values = new ArrayList<>();
    for (List<@Nullable Object> row : statements().run(sql)) {
      values.add(row.get(0));
    }
    return values;
  }

  @Test
  void isNotUnknownIsATest() throws QueryException {
    assertThat(column("SELECT (lap = NULL) IS NOT UNKNOWN FROM laps")).containsOnly(false);
    assertThat(column("SELECT (lap = NULL) IS UNKNOWN FROM laps")).containsOnly(true);
  }

  @ParameterizedTest
  @CsvSource({"LIKE, true", "ILIKE, true", "NOT LIKE, false", "NOT ILIKE, false"})
  void anEmptyEscapeSwitchesEscapingOff(String operator, boolean expected) throws QueryException {
    String sql = "SELECT car " + operator + " 'a\\_' ESCAPE '' FROM laps ORDER BY time";
    assertThat(column(sql)).containsExactly(expected, !expected);
  }

  @Test
  void listsMayBeInAggregatesOfOrderByAlone() throws QueryException {
    String count = "COUNT(*) FILTER (WHERE lap IN (1, lap, NULL) AND car NOT IN ('a', 'b'))";
    assertThat(column("SELECT car FROM laps GROUP BY car ORDER BY " + count + ", 1 DESC"))
        .containsExactly("ab", "a\\b");
  }

  @ParameterizedTest
  @CsvSource({
    "lap < 9223372036854775807.5, 2",
    "lap <= 9223372036854775807.5, 2",
    "lap > 9223372036854775806.5, 1",
    "lap = 9223372036854775808.0, 0",
    "lap <> 9223372036854775808.0, 2",
    "lap >= 9223372036854775808.0, 0",
    "lap > -9223372036854775809.5, 2",
    "'lap IN (9223372036854775808.0, 2)', 1"
  })
  void decimalsBeyondAllIntegersCompareExactly(String condition, long expected)
      throws QueryException {
    assertThat(column("SELECT COUNT(*) FROM laps WHERE " + condition)).containsExactly(expected);
  }

  @Test
  void literalsTakeTheTypeOfTheOtherResults() throws QueryException {
    assertThat(column("SELECT COALESCE(NULLIF(time, time), '1970-01-01') FROM laps"))
        .containsOnly(0L);
    assertThat(column("SELECT CASE WHEN pit THEN lap ELSE '7' END + 0 FROM laps WHERE NOT pit"))
        .containsExactly(7L);
    assertThat(column("SELECT CASE WHEN pit THEN '7' ELSE lap END + 0 FROM laps"))
        .containsExactly(7L, 2L);
    assertThat(column("SELECT COALESCE(car, 'none') FROM laps WHERE pit")).containsExactly("a\\b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT COALESCE(lap, car) FROM laps | 42804",
        "SELECT CASE WHEN pit THEN lap ELSE car END FROM laps | 42804",
        "SELECT lap FROM laps UNION ALL SELECT car FROM laps | 42804",
        "SELECT lap FROM laps UNION ALL SELECT lap, lap FROM laps | 42601",
        "SELECT COALESCE(lap, 'x') FROM laps | 22P02",
        "SELECT COALESCE(time, 'x') FROM laps | 22007",
        "SELECT CAST('2026-02-30' AS TIMESTAMPTZ) | 22008",
        "SELECT CAST('1e-400' AS DOUBLE PRECISION) | 22003",
        "SELECT '0.0e-400'::float8 / 0 | 22012",
        "SELECT car LIKE 'a' ESCAPE 'xy' FROM laps | 22025",
        "SELECT car FROM laps ORDER BY 3 | 42P10",
        "SELECT DISTINCT car FROM laps ORDER BY lap | 42P10",
        "SELECT CAST(time AS BIGINT) FROM laps | 42846",
        "SELECT CAST(pit AS TIMESTAMPTZ) FROM laps | 42846",
        "SELECT ABS(lap) FILTER (WHERE pit) FROM laps | 42809",
        "SELECT nowhere.* FROM laps | 42P01",
        "SELECT lap = car FROM laps | 42883",
        "SELECT lap + pit FROM laps | 42883",
        "SELECT UPPER(lap) FROM laps | 42883",
        "SELECT COUNT(lap, lap) FROM laps | 42883",
        "SELECT NOT lap FROM laps | 42804",
        "SELECT lap AND pit FROM laps | 42804"
      })
  void errorsHaveTheSqlStateOfPostgreSql(String sql, String sqlState) {
    assertThatThrownBy(() -> statements().run(sql))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.kind().sqlState()).isEqualTo(sqlState));
  }

  @Test
  void textWithAColonIsAnInterval() throws QueryException {
    assertThat(column("SELECT time + '00:00:01' FROM laps"))
        .containsExactly(2_000_000_000L, 3_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT car AS lap FROM laps ORDER BY (lap >= 2.5) DESC",
        "SELECT car AS lap FROM laps ORDER BY lap IN (2, 3)",
        "SELECT car AS lap FROM laps ORDER BY - lap",
        "SELECT car AS lap FROM (SELECT * FROM laps) AS q ORDER BY COALESCE(lap, 1.5) DESC",
        "SELECT car AS lap FROM laps GROUP BY car ORDER BY SUM(lap + 0) DESC",
        "SELECT car AS lap FROM laps GROUP BY 1 ORDER BY COUNT(*) FILTER (WHERE lap > 2.5) DESC"
      })
  void expressionsOfOrderByNameTheColumnsOfTheTable(String sql) throws QueryException {
    assertThat(column(sql)).containsExactly("a\\b", "ab");
  }

  @Test
  void orderByANameOfEqualColumnsIsNotAmbiguous() throws QueryException {
    assertThat(statements().run("SELECT t.*, lap FROM laps t ORDER BY lap DESC NULLS LAST"))
        .hasSize(2)
        .first()
        .satisfies(row -> assertThat(row.get(2)).isEqualTo(Long.MAX_VALUE));
    assertThatThrownBy(() -> statements().run("SELECT lap, car AS lap FROM laps ORDER BY lap"))
        .hasMessageContaining("ambiguous");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT lap FROM laps WHERE NULL::bigint - lap = lap GROUP BY lap HAVING lap > 1",
        "SELECT lap FROM laps WHERE lap * NULL::bigint = lap GROUP BY lap HAVING lap > 1",
        "SELECT lap FROM laps WHERE lap <> NULL::bigint + lap GROUP BY lap HAVING lap > 1",
        "SELECT lap FROM laps WHERE -(NULL::bigint) > lap GROUP BY lap HAVING lap > 1",
        "SELECT lap FROM laps WHERE ABS(NULL::bigint) > lap GROUP BY lap HAVING lap > 1",
        "SELECT a FROM (SELECT lap AS a FROM laps WHERE NULL::double precision / 0.1 < lap) q"
            + " WHERE a > 1",
        "SELECT lap FROM laps WHERE FLOOR(NULL::bigint + lap)::double precision >= lap"
            + " GROUP BY lap HAVING lap > 1",
        "SELECT lap FROM laps WHERE NOT (NULL::bigint - lap = lap) GROUP BY lap HAVING lap > 1",
        "SELECT lap FROM laps WHERE (NULL::bigint - lap = lap) IS TRUE GROUP BY lap HAVING lap > 1",
        "SELECT lap FROM laps WHERE car = UPPER(NULL) GROUP BY lap HAVING lap > 1",
        "SELECT lap FROM laps WHERE CASE WHEN pit THEN NULL ELSE NULL END = lap"
            + " GROUP BY lap HAVING lap > 1",
        "SELECT lap FROM laps WHERE NULLIF(1, 1) = lap GROUP BY lap HAVING lap > 1",
        "SELECT x FROM (SELECT lap AS x FROM (SELECT NULL::bigint AS a, lap FROM laps) q"
            + " WHERE a = lap) r WHERE x > 1",
        "SELECT x FROM (SELECT lap AS x, COUNT(*) AS n FROM"
            + " (SELECT NULL::bigint AS a, lap FROM laps) q WHERE a = lap GROUP BY lap) r"
            + " WHERE n > 0",
        "SELECT x FROM (SELECT lap AS x, COUNT(*) AS n FROM"
            + " (SELECT lap * NULL AS a, lap FROM laps) q WHERE a + 1 = lap GROUP BY lap) r"
            + " WHERE n > 0 AND x > 1",
      })
  void aComparisonWithWhatIsAlwaysNullHoldsNowhere(String sql) throws QueryException {
    assertThat(column(sql)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "car LIKE NULL",
        "car NOT LIKE NULL",
        "car ILIKE NULL",
        "CASE WHEN lap > 99 THEN car END LIKE (NULL)",
        "NULL LIKE 'a'",
        "NULL LIKE NULL",
        "car LIKE 'a' ESCAPE NULL",
        "car LIKE NULL ESCAPE 'a'"
      })
  void likeOfANullLiteralIsNull(String condition) throws QueryException {
    assertThat(column("SELECT " + condition + " FROM laps")).containsOnlyNulls();
    assertThat(column("SELECT lap FROM laps WHERE " + condition)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INTERVAL '1 hour' < INTERVAL '1 month'",
        "INTERVAL '1 month' = INTERVAL '1 hour'",
        "INTERVAL '1 hour' BETWEEN '1 hour' AND INTERVAL '1 month'",
        "INTERVAL '1 month' BETWEEN INTERVAL '1 hour' AND '1 month'",
        "INTERVAL '1 hour' IS DISTINCT FROM INTERVAL '1 month'",
      })
  void intervalsOfMonthsAndOfHoursAreNotCompared(String condition) {
    assertThatThrownBy(() -> column("SELECT " + condition + " FROM laps"))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("an interval of months with one of days or less is not supported");
  }
}
