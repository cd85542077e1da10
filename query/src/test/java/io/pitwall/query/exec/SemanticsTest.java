package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryException.Kind;
import io.pitwall.storage.schema.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
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
      List<@Nullable Object[]> rows, MemorySource.Kind kind, String sql) throws QueryException {
    MemoryStore store = new MemoryStore();
    store.add(SCHEMA, List.of(new MemorySource(SCHEMA, rows, 3, kind)));
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW).run(sql);
  }

  /** The one value of each row, the same wherever the rows are. */
  private static List<@Nullable Object> values(List<@Nullable Object[]> rows, String expression)
      throws QueryException {
    List<@Nullable Object> values = new ArrayList<>();
    for (MemorySource.Kind kind : MemorySource.Kind.values()) {
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
    for (MemorySource.Kind kind : MemorySource.Kind.values()) {
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
    for (MemorySource.Kind kind : MemorySource.Kind.values()) {
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
    for (MemorySource.Kind kind : MemorySource.Kind.values()) {
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
        run(
            rows(row(1)),
            MemorySource.Kind.OPEN_CHUNK,
            "SELECT FIRST(number), LAST(name) FROM samples");
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
  void roundTakesHalvesOfDoublesToTheEvenNumber() throws QueryException {
    assertThat(round("ROUND(value)", 2.5)).isEqualTo(2.0);
    assertThat(round("ROUND(value)", 3.5)).isEqualTo(4.0);
    assertThat(round("ROUND(value)", -2.5)).isEqualTo(-2.0);
    assertThat(round("ROUND(value)", -0.5)).isEqualTo(-0.0);
    assertThat(round("ROUND(value)", 0.49999999999999994)).isEqualTo(0.0);
    assertThat(round("ROUND(value)", 1e300)).isEqualTo(1e300);
    assertThat((Double) round("ROUND(value)", Double.NaN)).isNaN();
    assertThat(round("ROUND(number)", 15L)).isEqualTo(15L);
  }

  @Test
  void roundToDigitsTakesHalvesAwayFromZero() throws QueryException {
    // Constant digits, and digits of a column.
    for (String call : List.of("ROUND(value, (%d))", "ROUND(value, COALESCE(number, 0) + (%d))")) {
      assertThat(round(call.formatted(1), 0.25)).isEqualTo(0.3);
      assertThat(round(call.formatted(1), -0.25)).isEqualTo(-0.3);
      assertThat(round(call.formatted(0), 1234.5)).isEqualTo(1235.0);
      assertThat(round(call.formatted(-2), 1250.0)).isEqualTo(1300.0);
      assertThat(round(call.formatted(2), 1e300)).isEqualTo(1e300);
      assertThat(round(call.formatted(-400), -1e300)).isEqualTo(-0.0);
      for (int count : new int[] {-400, -2, 0, 2, 400}) {
        assertThat(round(call.formatted(count), Double.POSITIVE_INFINITY))
            .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(round(call.formatted(count), Double.NEGATIVE_INFINITY))
            .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat((Double) round(call.formatted(count), Double.NaN)).isNaN();
      }
      String beyond = call.formatted(-308);
      assertFails(Kind.OUT_OF_RANGE, () -> round(beyond, Double.MAX_VALUE));
    }
  }

  @Test
  void roundOfAnIntegerIsAnInteger() throws QueryException {
    for (String call : List.of("ROUND(number, (%d))", "ROUND(number, number * 0 + (%d))")) {
      assertThat(round(call.formatted(-1), 15L)).isEqualTo(20L);
      assertThat(round(call.formatted(-1), -15L)).isEqualTo(-20L);
      assertThat(round(call.formatted(-1), -14L)).isEqualTo(-10L);
      assertThat(round(call.formatted(3), 7L)).isEqualTo(7L);
      assertThat(round(call.formatted(-19), 4_999_999_999_999_999_999L)).isEqualTo(0L);
      assertThat(round(call.formatted(-20), Long.MAX_VALUE)).isEqualTo(0L);
      for (long tooLarge :
          new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 5_000_000_000_000_000_000L}) {
        assertFails(Kind.OUT_OF_RANGE, () -> round(call.formatted(-19), tooLarge));
      }
      assertFails(Kind.OUT_OF_RANGE, () -> round(call.formatted(-3), Long.MAX_VALUE));
    }
  }

  private static void assertFails(Kind kind, Callable<?> statement) {
    assertThatThrownBy(statement::call)
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }

  private static List<@Nullable Object> ofDouble(double number, String expression)
      throws QueryException {
    return values(rows(row(1, null, null, null, number), row(2)), expression);
  }

  @Test
  void arithmeticOfDoublesFailsWhereTheResultDoesNotFit() throws QueryException {
    for (String expression :
        List.of("value * 10", "value + value", "-value - value", "value / 0.5", "value * -10")) {
      assertFails(Kind.OUT_OF_RANGE, () -> ofDouble(1.5e308, expression));
      assertThat(ofDouble(1, expression)).doesNotContain(Double.POSITIVE_INFINITY);
    }
    assertThat(ofDouble(1e-300, "value * 1e-300")).containsExactly(0.0, null);
  }

  @Test
  void infiniteArgumentsGiveInfiniteResultsOrNaN() throws QueryException {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(ofDouble(infinity, "value * 10")).containsExactly(infinity, null);
    assertThat(ofDouble(infinity, "value + 1e308")).containsExactly(infinity, null);
    assertThat(ofDouble(infinity, "value - value")).containsExactly(Double.NaN, null);
    assertThat(ofDouble(infinity, "value * 0e0")).containsExactly(Double.NaN, null);
    assertThat(ofDouble(infinity, "1 / value")).containsExactly(0.0, null);
    assertThat(ofDouble(Double.NaN, "value / 0e0")).containsExactly(Double.NaN, null);
    for (double dividend : new double[] {infinity, 1, 0}) {
      assertFails(Kind.DIVISION_BY_ZERO, () -> ofDouble(dividend, "value / 0e0"));
    }
  }

  private static List<@Nullable Object[]> doubles(double... numbers) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (double number : numbers) {
      rows.add(row(rows.size(), rows.size() % 2 == 0, null, 1L, number));
    }
    return rows;
  }

  @Test
  void sumsOfDoublesFailWhereTheyDoNotFit() throws QueryException {
    double large = 1.5e308;
    for (double[] numbers :
        new double[][] {
          {large, 0, large, 0},
          {-large, -0.0, -large, 0, -large, 0, -large, 0, -large},
          {large, large, large, large, large, large, -large, -large, -large, -large},
          {large, 1, large, 1, -large, 1, -large, 1},
        }) {
      for (MemorySource.Kind kind : MemorySource.Kind.values()) {
        for (String aggregate : List.of("SUM(value)", "AVG(value)", "SUM(ABS(value))")) {
          for (String rest : List.of("", " WHERE number > 0 AND value <> 7", " GROUP BY number")) {
            assertFails(
                Kind.OUT_OF_RANGE,
                () -> run(doubles(numbers), kind, "SELECT " + aggregate + " FROM samples" + rest));
          }
        }
      }
    }
  }

  @Test
  void sumsOfInfinitiesAreInfiniteOrNaN() throws QueryException {
    double infinity = Double.POSITIVE_INFINITY;
    String sql = "SELECT SUM(value), AVG(value), MAX(value) FROM samples GROUP BY number";
    for (MemorySource.Kind kind : MemorySource.Kind.values()) {
      assertThat(run(doubles(1, infinity, 2, 1.5e308, 1.5e308), kind, sql))
          .containsExactly(List.of(infinity, infinity, infinity));
      assertThat(run(doubles(1, infinity, -infinity, 3), kind, sql))
          .containsExactly(List.of(Double.NaN, Double.NaN, infinity));
      assertThat(run(doubles(1, Double.NaN, 3, 4, 5), kind, sql))
          .containsExactly(List.of(Double.NaN, Double.NaN, Double.NaN));
      assertThat(run(doubles(-infinity, 3), kind, "SELECT SUM(value) FROM samples"))
          .containsExactly(List.of(-infinity));
    }
  }

  @Test
  void equalTimesGiveTheSameFirstAndLastWhereverTheRowsAre() throws QueryException {
    List<@Nullable Object[]> rows =
        rows(
            row(5, true, null, 3L, 0.5, "b"),
            row(5, false, null, 9L, Double.NaN, "c"),
            row(5, null, null, -1L, -0.0, "a"),
            row(5, true, null, 4L, 0.0, "bb"));
    for (int turn = 0; turn < rows.size(); turn++) {
      Collections.rotate(rows, 1);
      for (MemorySource.Kind kind : MemorySource.Kind.values()) {
        assertThat(
                run(
                    rows,
                    kind,
                    "SELECT FIRST(number), LAST(number), FIRST(value), LAST(value), FIRST(name),"
                        + " LAST(name), FIRST(a), ARG_MAX(name, time), MIN_BY(value, 1 + 0 *"
                        + " number) FROM samples"))
            .containsExactly(List.of(-1L, 9L, -0.0, Double.NaN, "a", "c", false, "c", -0.0));
      }
    }
  }

  @Test
  void negativeZeroStaysItselfAsAGroup() throws QueryException {
    for (MemorySource.Kind kind : MemorySource.Kind.values()) {
      for (String sql :
          List.of(
              "SELECT value FROM samples GROUP BY value",
              "SELECT DISTINCT value FROM samples",
              "SELECT value FROM samples WHERE number > 0 GROUP BY value, number")) {
        assertThat(run(doubles(-0.0, -0.0, -0.0, -0.0), kind, sql)).containsExactly(List.of(-0.0));
        assertThat(run(doubles(-0.0, -0.0, -0.0, -0.0, 0.0), kind, sql))
            .containsExactly(List.of(0.0));
        assertThat(run(doubles(0.0), kind, sql)).containsExactly(List.of(0.0));
      }
      assertThat(run(doubles(-0.0, 0.0), kind, "SELECT COUNT(DISTINCT value) FROM samples"))
          .containsExactly(List.of(1L));
    }
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
