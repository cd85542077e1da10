package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryException.Kind;
import io.pitwall.storage.schema.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The forms in which drivers and tools of PostgreSQL write parameters and small statements. */
class DriverStatementsTest {
  private static final TableSchema SCHEMA =
      RaceRows.schema(1, "samples", "number:LONG value:DOUBLE name:STRING");

  private static long nanos(String time) {
    return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
  }

  private static Statements statements() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(new @Nullable Object[] {nanos("2026-01-01T00:00:00Z"), 7L, 2.5, "x"});
    rows.add(new @Nullable Object[] {nanos("2026-01-01T00:00:01Z"), 8L, 11.5, "y"});
    rows.add(new @Nullable Object[] {nanos("2026-01-01T00:00:02Z"), 9L, null, null});
    MemoryStore store = new MemoryStore();
    store.add(SCHEMA, List.of(new MemorySource(SCHEMA, rows, 3, false)));
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW);
  }

  /** The values of the first column. */
  private static List<@Nullable Object> column(String sql) throws QueryException {
    List<@Nullable Object> values = new ArrayList<>();
    statements().run(sql).forEach(row -> values.add(row.get(0)));
    return values;
  }

  private static QueryException error(String sql) {
    try {
      statements().run(sql);
    } catch (QueryException e) {
      return e;
    }
    throw new AssertionError("answered: " + sql);
  }

  private static void assertError(String sql, Kind kind, int column) {
    QueryException error = error(sql);
    assertThat(error.kind()).as(sql + ": " + error.getMessage()).isEqualTo(kind);
    assertThat(error.column()).as(sql).isEqualTo(column);
  }

  @Test
  void castsBindTighterThanOperators() throws QueryException {
    assertThat(column("SELECT 7 / 2::float8")).containsExactly(3.5);
    assertThat(column("SELECT sum(number) / count(*)::float8 FROM samples")).containsExactly(8.0);
    assertThat(column("SELECT -2::bigint")).containsExactly(-2L);
    assertError("SELECT -9223372036854775808::bigint", Kind.OUT_OF_RANGE, 9);
  }

  @Test
  void timesWithACastAreCompared() throws QueryException {
    String from = "SELECT number FROM samples WHERE time ";
    assertThat(column(from + ">= '2026-01-01T00:00:01Z'::timestamptz")).containsExactly(8L, 9L);
    assertThat(column(from + "= '2026-01-01 00:00:01+00'::timestamp with time zone"))
        .containsExactly(8L);
    assertThat(
            column(
                from
                    + "BETWEEN '2026-01-01T00:00:00Z'::timestamptz AND"
                    + " '2026-01-01T00:00:01Z'::timestamptz AND number = '8'::int8"))
        .containsExactly(8L);
  }

  @Test
  void rowCountsAreConstantExpressions() throws QueryException {
    String from = "SELECT number FROM samples ORDER BY number ";
    for (String two : List.of("2", "'2'", "('2'::int4)", "1+1", "5 / 2", "1.5", "-(-2)")) {
      assertThat(column(from + "LIMIT " + two)).as(two).containsExactly(7L, 8L);
      assertThat(column(from + "OFFSET " + two)).as(two).containsExactly(9L);
    }
    assertThat(column(from + "OFFSET ('1'::int8) LIMIT 2 * 3 - 5")).containsExactly(8L);
    assertThat(column(from + "FETCH FIRST (1 + 1) ROWS ONLY")).containsExactly(7L, 8L);
    assertThat(column(from + "OFFSET 1 ROW FETCH NEXT 1 ROWS ONLY")).containsExactly(8L);
    assertThat(column("SELECT * FROM (" + from + "LIMIT 1 + 0) AS t(n) LIMIT 5 - 3"))
        .containsExactly(7L);
  }

  @Test
  void nullAndAllMeanNoLimit() throws QueryException {
    for (String none : List.of("NULL", "ALL", "NULL::int8")) {
      assertThat(column("SELECT number FROM samples LIMIT " + none)).as(none).hasSize(3);
    }
    assertThat(column("SELECT number FROM samples OFFSET NULL")).hasSize(3);
  }

  @Test
  void wrongRowCountsSayWhere() {
    String from = "SELECT number FROM samples LIMIT ";
    assertError(from + "-1", Kind.INVALID_VALUE, 34);
    assertError(from + "'-1'", Kind.INVALID_VALUE, 34);
    assertError(from + "1 - 2", Kind.INVALID_VALUE, 34);
    assertError(from + "true", Kind.TYPE_MISMATCH, 34);
    assertError(from + "number", Kind.SYNTAX, 34);
    assertError(from + "1 + number", Kind.SYNTAX, 38);
    assertError(from + "9223372036854775808", Kind.OUT_OF_RANGE, 34);
    assertError(from + "?", Kind.NOT_SUPPORTED, 34);
    assertError(from + "1 + ?", Kind.NOT_SUPPORTED, 38);
    assertError(from + "(SELECT 1)", Kind.NOT_SUPPORTED, 34);
    assertError(from + "length('a')", Kind.NOT_SUPPORTED, 34);
  }

  @Test
  void intervalsAreCastInEveryForm() throws QueryException {
    for (String hour :
        List.of(
            "'1 hour'::interval",
            "('1 hour')::interval",
            "CAST('1 hour' AS interval)",
            "('1 hour'::interval)::interval",
            "'01:00'::interval")) {
      assertThat(column("SELECT time - " + hour + " FROM samples LIMIT 1"))
          .as(hour)
          .containsExactly(nanos("2025-12-31T23:00:00Z"));
    }
    assertThat(column("SELECT time_bucket('1 minute'::interval, time) FROM samples LIMIT 1"))
        .containsExactly(nanos("2026-01-01T00:00:00Z"));
    assertError("SELECT name::interval FROM samples", Kind.NOT_SUPPORTED, 8);
    assertError("SELECT time - '1 lap'::interval FROM samples", Kind.INVALID_TIME, 15);
  }

  @Test
  void softKeywordsAreColumnsAfterAParenthesis() throws QueryException {
    assertThat(column("SELECT number FROM samples WHERE (value BETWEEN 10 AND 12)"))
        .containsExactly(8L);
    assertThat(column("SELECT (value - 1) FROM samples")).isEqualTo(Arrays.asList(1.5, 10.5, null));
    assertThat(column("SELECT number FROM samples WHERE (value IS NULL)")).containsExactly(9L);
  }

  @Test
  void functionsWithoutParenthesesAreNamesAfterAs() throws QueryException {
    assertThat(column("SELECT 1 AS current_timestamp")).containsExactly(1L);
    assertThat(column("SELECT t.current_date FROM (SELECT 5 AS current_date) AS t"))
        .containsExactly(5L);
  }

  @Test
  void namesInExpressionsOfOrderByAreColumnsOfTheTable() throws QueryException {
    assertThat(column("SELECT -number AS number FROM samples ORDER BY number + 0 LIMIT 1"))
        .containsExactly(-7L);
    assertThat(column("SELECT -number AS number FROM samples ORDER BY abs(number) DESC LIMIT 1"))
        .containsExactly(-9L);
    assertThat(column("SELECT -number AS number FROM samples ORDER BY number LIMIT 1"))
        .containsExactly(-9L);
    assertThat(column("SELECT -number AS number FROM samples ORDER BY number DESC LIMIT 1"))
        .containsExactly(-7L);
    assertThat(
            column(
                "SELECT -count(*) AS number FROM samples GROUP BY name ORDER BY max(number) DESC"))
        .hasSize(3);
    assertThat(column("SELECT -number AS other FROM samples ORDER BY other + 0 LIMIT 1"))
        .containsExactly(-9L);
  }

  @Test
  void namesOfWithMatchWithoutTheirCaseWhereThatIsClear() throws QueryException {
    assertThat(column("WITH Foo AS (SELECT 1 AS x) SELECT * FROM foo")).containsExactly(1L);
    assertThat(column("WITH foo AS (SELECT 1 AS x) SELECT Foo.x FROM FOO")).containsExactly(1L);
    assertThat(column("WITH a AS (SELECT 1 AS x), B AS (SELECT * FROM A) SELECT * FROM b"))
        .containsExactly(1L);
    assertThat(column("WITH samples AS (SELECT 1 AS x) SELECT * FROM Samples")).containsExactly(1L);
    String two = "WITH \"Foo\" AS (SELECT 1 AS x), foo AS (SELECT 2 AS x) SELECT * FROM ";
    assertThat(column(two + "foo")).containsExactly(2L);
    assertThat(column(two + "\"Foo\"")).containsExactly(1L);
    assertError(two + "FOO", Kind.AMBIGUOUS, 69);
  }

  @Test
  void columnsOfValuesHaveNames() throws QueryException {
    assertThat(column("SELECT column2 FROM (VALUES (1, 2), (3, 4)) AS t")).containsExactly(2L, 4L);
    assertThat(column("SELECT t.column1 FROM (VALUES (1, 2)) t")).containsExactly(1L);
    assertThat(column("SELECT column1 FROM (VALUES (1, 2))")).containsExactly(1L);
    assertThat(column("SELECT b FROM (VALUES (1, 2)) AS t(a, b)")).containsExactly(2L);
  }

  @Test
  void periodsThatOnlyTouchDoNotOverlap() throws QueryException {
    String hour = "(time, INTERVAL '1 hour') OVERLAPS ";
    assertPeriods(hour + "(time + INTERVAL '1 hour', INTERVAL '1 hour')", false);
    assertPeriods(hour + "(time + INTERVAL '59 minutes', INTERVAL '1 hour')", true);
    assertPeriods(hour + "(time - INTERVAL '1 hour', time)", false);
    assertPeriods(hour + "(time, time)", true);
    assertPeriods("(time, time) OVERLAPS (time, time)", true);
    assertPeriods("(time, time - INTERVAL '1 hour') OVERLAPS (time - '1 h', time)", true);
    assertPeriods("(time, INTERVAL '1 month') OVERLAPS (time + INTERVAL '32 days', time)", true);
  }

  private static void assertPeriods(String condition, boolean expected) throws QueryException {
    assertThat(column("SELECT " + condition + " FROM samples LIMIT 1"))
        .as(condition)
        .containsExactly(expected);
  }

  @Test
  void otherTypesJoinATextAsText() throws QueryException {
    assertThat(statements().run("SELECT 'a' || 1 + 2, 1 || 'a', 'a' || 2.5, true || 'a'"))
        .containsExactly(List.of("a3", "1a", "a2.5", "truea"));
    assertThat(column("SELECT name || number FROM samples"))
        .isEqualTo(Arrays.asList("x7", "y8", null));
    assertError("SELECT 1 || 2", Kind.UNDEFINED_FUNCTION, 8);
    assertError("SELECT 'a' || INTERVAL '1 hour'", Kind.UNDEFINED_FUNCTION, 8);
  }

  @Test
  void textThatIsNoValueOfATypeHasPostgresCode() {
    assertThat(error("SELECT 'x'::bigint").kind().sqlState()).isEqualTo("22P02");
    assertThat(error("SELECT 'x'::float8").kind().sqlState()).isEqualTo("22P02");
    assertThat(error("SELECT 'x'::bool").kind().sqlState()).isEqualTo("22P02");
    assertThat(error("SELECT name::bigint FROM samples").kind().sqlState()).isEqualTo("22P02");
  }

  @Test
  void smallStatementsOfClientsAreAnswered() throws QueryException {
    assertThat(String.valueOf(column("SELECT version()").get(0))).startsWith("PostgreSQL 15");
    assertThat(column("SELECT pg_catalog.version()")).isEqualTo(column("SELECT version()"));
    assertThat(column("SELECT pg_advisory_unlock_all()")).containsExactly("");
  }

  @Test
  void whatIsMissingIsRefusedInItsOwnWords() {
    for (List<String> refused :
        List.of(
            List.of("SELECT CEIL(time TO DAY) FROM samples", "CEIL(time TO unit)"),
            List.of("SELECT name ~ 'x' FROM samples", "the operator ~"),
            List.of("SELECT number ^ 2 FROM samples", "the operator ^"),
            List.of("SELECT number = ANY(ARRAY[1, 2]) FROM samples", "write x IN"),
            List.of("SELECT time AT TIME ZONE 'UTC' FROM samples", "AT TIME ZONE"))) {
      QueryException error = error(refused.get(0));
      assertThat(error.kind()).as(refused.get(0)).isEqualTo(Kind.NOT_SUPPORTED);
      assertThat(error).hasMessageContaining(refused.get(1));
      assertThat(error.column()).as(refused.get(0)).isPositive();
    }
    assertThat(error("SELECT extract(nosuch FROM time) FROM samples"))
        .hasMessageContaining("no field 'nosuch'");
  }
}
