package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemorySource.Kind;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What functions and null mean, by tables of cases. */
class SemanticsTest {
  private static final TableSchema SCHEMA =
      RaceRows.schema(1, "samples", "a:BOOLEAN b:BOOLEAN number:LONG value:DOUBLE name:STRING");

  private static @Nullable Object[] row(long time, @Nullable Object... values) {
    @Nullable Object[] row = new @Nullable Object[SCHEMA.columns().size()];
    row[0] = time;
    System.arraycopy(values, 0, row, 1, values.length);
    return row;
  }

  private static List<@Nullable Object[]> rows(@Nullable Object[]... rows) {
    return Arrays.asList(rows);
  }

  private static List<List<@Nullable Object>> run(
      List<@Nullable Object[]> rows, Kind kind, String sql) throws QueryException {
    MemoryStore store = new MemoryStore();
    store.add(SCHEMA, List.of(new MemorySource(SCHEMA, rows, 3, kind)));
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW).run(sql);
  }

  /** The one value of each row, the same wherever the rows are. */
  private static List<@Nullable Object> values(List<@Nullable Object[]> rows, String expression)
      throws QueryException {
    List<@Nullable Object> values = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<@Nullable Object> ofKind = new ArrayList<>();
      run(rows, kind, "SELECT " + expression + " FROM samples")
          .forEach(row -> ofKind.add(row.get(0)));
      if (values.isEmpty()) {
        values.addAll(ofKind);
      }
      assertThat(ofKind).as("%s of %s", expression, kind).isEqualTo(values);
    }
    return values;
  }

  /** True, false and null beside true, false and null: a changes slowest. */
  private static List<@Nullable Object[]> truths() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Boolean a : Arrays.asList(true, false, null)) {
      for (Boolean b : Arrays.asList(true, false, null)) {
        rows.add(row(rows.size(), a, b));
      }
    }
    return rows;
  }

  /** By the letters t, f and n. */
  private static List<@Nullable Object> table(String letters) {
    List<@Nullable Object> values = new ArrayList<>();
    for (char letter : letters.replace(" ", "").toCharArray()) {
      values.add(letter == 'n' ? null : (Boolean) (letter == 't'));
    }
    return values;
  }

  private static void check(String expression, String letters) throws QueryException {
    assertThat(values(truths(), expression)).as(expression).isEqualTo(table(letters));
    long expected = letters.chars().filter(letter -> letter == 't').count();
    for (Kind kind : Kind.values()) {
      assertThat(run(truths(), kind, "SELECT COUNT(*) FROM samples WHERE " + expression))
          .as("WHERE %s of %s", expression, kind)
          .containsExactly(List.of(expected));
    }
  }

  @Test
  void logicHasThreeValues() throws QueryException {
    check("a AND b", "tfn fff nfn");
    check("a OR b", "ttt tfn tnn");
    check("NOT a", "fff ttt nnn");
    check("NOT (a AND b)", "ftn ttt ntn");
    check("a = b", "tfn ftn nnn");
    check("a <> b", "ftn tfn nnn");
    check("a IS TRUE", "ttt fff fff");
    check("a IS NOT TRUE", "fff ttt ttt");
    check("a IS FALSE", "fff ttt fff");
    check("a IS NOT FALSE", "ttt fff ttt");
    check("a IS NULL", "fff fff ttt");
    check("(a OR b) IS NULL", "fff fft ftt");
    check("a AND NOT a", "fff fff nnn");
    check("a IN (b, true)", "ttt ftn nnn");
    check("CASE WHEN a THEN b ELSE NOT b END", "tfn ftn ftn");
    check("COALESCE(a, b)", "ttt fff tfn");
  }

  @Test
  void functionsOfNullAreNullUnlessTheirEntrySaysOtherwise() throws QueryException {
    List<@Nullable Object[]> rows = rows(row(1));
    for (String call :
        List.of("ABS(value)", "ROUND(value, 1)", "UPPER(name)", "LENGTH(name)", "name || 'x'")) {
      assertThat(values(rows, call)).as(call).containsExactly((Object) null);
    }
    assertThat(values(rows, "CONCAT(name, 'x')")).containsExactly("x");
    assertThat(values(rows, "5 BETWEEN SYMMETRIC 6 AND 1")).containsExactly(true);
  }

  @Test
  void comparisonsWithNullAreNull() throws QueryException {
    List<@Nullable Object[]> rows =
        rows(row(1, null, null, 5L), row(2, null, null, (Object) null), row(3, null, null, 7L));
    assertThat(values(rows, "number > 5")).containsExactly(false, null, true);
    assertThat(values(rows, "number BETWEEN 5 AND 6")).containsExactly(true, null, false);
    assertThat(values(rows, "number NOT IN (5, 6)")).containsExactly(false, null, true);
    assertThat(values(rows, "number = NULL")).containsExactly(null, null, null);
    assertThat(values(rows, "number + 1")).containsExactly(6L, null, 8L);
  }

  @Test
  void anAggregatesFilterKeepsItsArgumentFromFailing() throws QueryException {
    List<@Nullable Object[]> rows =
        rows(
            row(1, true, null, 5L, null, "12"),
            row(2, false, null, 0L, null, "none"),
            row(3, true, null, 2L, null, "7"));
    for (Kind kind : Kind.values()) {
      assertThat(
              run(
                  rows,
                  kind,
                  "SELECT SUM(10 / number) FILTER (WHERE number <> 0),"
                      + " MAX(CAST(name AS BIGINT)) FILTER (WHERE a) FROM samples"))
          .containsExactly(List.of(7L, 12L));
      assertThat(
              run(
                  rows,
                  kind,
                  "SELECT a, SUM(10 / number) FILTER (WHERE number <> 0) FROM samples GROUP BY a"
                      + " ORDER BY a"))
          .containsExactly(Arrays.asList(false, null), List.of(true, 7L));
    }
  }

  @Test
  void firstAndLastGoByTimeNotByPlace() throws QueryException {
    List<@Nullable Object[]> rows =
        rows(
            row(50, true, null, 5L, 0.5, "five"),
            row(10, null, null, null, null, null),
            row(20, false, null, 2L, -0.0, "two"),
            row(90, null, null, null, null, null),
            row(70, true, null, 7L, 0.7, "seven"),
            row(60, true, null, 6L, 0.6, "six"));
    for (Kind kind : Kind.values()) {
      assertThat(
              run(
                  rows,
                  kind,
                  "SELECT FIRST(number), LAST(number), FIRST(value), LAST(value), FIRST(name),"
                      + " LAST(name), FIRST(a), LAST(time) FROM samples"))
          .containsExactly(List.of(2L, 7L, -0.0, 0.7, "two", "seven", false, 90L));
      assertThat(run(rows, kind, "SELECT FIRST(name, time), LAST(name, time) FROM samples"))
          .containsExactly(List.of("two", "seven"));
    }
  }

  @Test
  void firstAndLastOfNothingAreNull() throws QueryException {
    List<List<@Nullable Object>> answer =
        run(rows(row(1)), Kind.OPEN_CHUNK, "SELECT FIRST(number), LAST(name) FROM samples");
    assertThat(answer).containsExactly(Arrays.asList(null, null));
  }

  private static Object round(String expression, Object number) throws QueryException {
    List<@Nullable Object[]> rows =
        rows(
            number instanceof Long ? row(1, null, null, number) : row(1, null, null, null, number));
    Object value = values(rows, expression).get(0);
    return value == null ? "null" : value;
  }

  @Test
  void roundTakesHalvesAwayFromZero() throws QueryException {
    assertThat(round("ROUND(value)", 2.5)).isEqualTo(3.0);
    assertThat(round("ROUND(value)", -2.5)).isEqualTo(-3.0);
    assertThat(round("ROUND(value)", 0.49999999999999994)).isEqualTo(0.0);
    assertThat(round("ROUND(value, 1)", 0.25)).isEqualTo(0.3);
    assertThat(round("ROUND(value, 1)", -0.25)).isEqualTo(-0.3);
    assertThat(round("ROUND(value, 0)", 1234.5)).isEqualTo(1235.0);
    assertThat(round("ROUND(value, -2)", 1250.0)).isEqualTo(1300.0);
    assertThat(round("ROUND(value, 2)", 1e300)).isEqualTo(1e300);
    assertThat(round("ROUND(value, 2)", Double.POSITIVE_INFINITY))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat((Double) round("ROUND(value, 2)", Double.NaN)).isNaN();
    assertThat(round("ROUND(number, -1)", 15L)).isEqualTo(20L);
    assertThat(round("ROUND(number, -1)", -15L)).isEqualTo(-20L);
    assertThat(round("ROUND(number, -1)", -14L)).isEqualTo(-10L);
  }

  private static long nanos(String instant) {
    Instant moment = Instant.parse(instant);
    return Math.addExact(
        Math.multiplyExact(moment.getEpochSecond(), 1_000_000_000L), moment.getNano());
  }

  private static void checkBucket(String width, String time, String begin) throws QueryException {
    assertThat(values(rows(row(nanos(time))), "time_bucket(INTERVAL '" + width + "', time)"))
        .as(width + " of " + time)
        .containsExactly(nanos(begin));
  }

  @Test
  void timeBucketsBeginWithTheMillenniumsFirstMonday() throws QueryException {
    checkBucket("10 seconds", "2026-05-01T12:00:19.999999999Z", "2026-05-01T12:00:10Z");
    checkBucket("10 seconds", "2026-05-01T12:00:20Z", "2026-05-01T12:00:20Z");
    checkBucket("7 days", "2026-05-03T23:59:59Z", "2026-04-27T00:00:00Z");
    checkBucket("7 days", "2000-01-02T23:59:59Z", "1999-12-27T00:00:00Z");
    checkBucket("7 seconds", "2000-01-03T00:00:06.9Z", "2000-01-03T00:00:00Z");
    checkBucket("7 seconds", "2000-01-02T23:59:59Z", "2000-01-02T23:59:53Z");
    checkBucket("1 hour", "1960-07-01T10:59:59.5Z", "1960-07-01T10:00:00Z");
  }
}
