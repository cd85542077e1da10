package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitsAndErrorsTest {
  private static final Duration ENOUGH_TIME = Duration.ofMinutes(10);

  private static final TableSchema SCHEMA =
      RaceRows.schema(9, "samples", "number:LONG value:DOUBLE text:STRING flag:BOOLEAN");

  private static Statements statements(boolean sealed, @Nullable Object[]... rows) {
    MemoryStore store = new MemoryStore();
    List<@Nullable Object[]> timed = new ArrayList<>();
    for (Object[] row : rows) {
      @Nullable Object[] all = new @Nullable Object[5];
      all[0] = (long) timed.size();
      System.arraycopy(row, 0, all, 1, row.length);
      timed.add(all);
    }
    store.add(SCHEMA, List.of(new MemorySource(SCHEMA, timed, 2, sealed)));
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW);
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private static QueryException failure(Statements statements, String sql) {
    try {
      statements.run(sql);
    } catch (QueryException e) {
      return e;
    }
    throw new AssertionError("answered: " + sql);
  }

  @Test
  void aSumThatOverflowsIsAnErrorAndOneThatComesBackIsExact() throws QueryException {
    for (boolean sealed : new boolean[] {false, true}) {
      Statements over =
          statements(sealed, row(Long.MAX_VALUE, 1.0), row(Long.MAX_VALUE, 1.0), row(-2L, 1.0));
      QueryException error = failure(over, "SELECT SUM(number) FROM samples");
      assertThat(error.kind()).isEqualTo(QueryException.Kind.OUT_OF_RANGE);
      assertThat(error).hasMessageContaining("18446744073709551612");
      Statements back =
          statements(
              sealed, row(Long.MAX_VALUE, 1.0), row(Long.MAX_VALUE, 1.0), row(Long.MIN_VALUE, 1.0));
      assertThat(back.run("SELECT SUM(number) FROM samples"))
          .containsExactly(List.of(Long.MAX_VALUE - 1));
      assertThat(over.run("SELECT AVG(number) FROM samples").get(0).get(0)).isEqualTo(0x1p64 / 3);
    }
  }

  @Test
  void divisionsByZeroAndOverflowsAreErrorsButNotInRowsLeftOut() throws QueryException {
    Statements rows = statements(false, row(0L, 0.0), row(2L, 4.0), row(null, null));
    assertThat(failure(rows, "SELECT 10 / number FROM samples").kind())
        .isEqualTo(QueryException.Kind.DIVISION_BY_ZERO);
    assertThat(failure(rows, "SELECT 1.0 / value FROM samples").kind())
        .isEqualTo(QueryException.Kind.DIVISION_BY_ZERO);
    assertThat(failure(rows, "SELECT number + 9223372036854775807 FROM samples").kind())
        .isEqualTo(QueryException.Kind.OUT_OF_RANGE);
    assertThat(rows.run("SELECT 10 / number FROM samples WHERE number <> 0"))
        .containsExactly(List.of(5L));
    assertThat(rows.run("SELECT number FROM samples WHERE number <> 0 AND 10 / number > 1"))
        .containsExactly(List.of(2L));
    assertThat(rows.run("SELECT CASE WHEN number = 0 THEN -1 ELSE 10 / number END FROM samples"))
        .hasSize(3)
        .startsWith(List.of(-1L), List.of(5L));
  }

  @Test
  void aTextThatIsNoNumberIsNamed() {
    Statements rows = statements(false, row(1L, 1.0, "fast"));
    QueryException error = failure(rows, "SELECT CAST(text AS BIGINT) FROM samples");
    assertThat(error.kind()).isEqualTo(QueryException.Kind.INVALID_TEXT);
    assertThat(error).hasMessageContaining("'fast'");
  }

  @Test
  void nanIsAboveAllAndNegativeZeroIsZero() throws QueryException {
    for (boolean sealed : new boolean[] {false, true}) {
      Statements rows =
          statements(
              sealed,
              row(1L, Double.NaN),
              row(2L, -0.0),
              row(3L, 0.0),
              row(4L, -5.0),
              row(5L, null));
      assertThat(rows.run("SELECT MAX(value), MIN(value), COUNT(value) FROM samples"))
          .containsExactly(List.of(Double.NaN, -5.0, 4L));
      assertThat(rows.run("SELECT COUNT(*) FROM samples WHERE value > 1"))
          .containsExactly(List.of(1L));
      assertThat(rows.run("SELECT COUNT(*) FROM samples WHERE value = 0"))
          .containsExactly(List.of(2L));
      assertThat(rows.run("SELECT COUNT(*) FROM samples WHERE value <> 0"))
          .containsExactly(List.of(2L));
      assertThat(rows.run("SELECT number FROM samples ORDER BY value DESC, number"))
          .containsExactly(List.of(5L), List.of(1L), List.of(2L), List.of(3L), List.of(4L));
      assertThat(rows.run("SELECT COUNT(*) FROM samples GROUP BY value")).hasSize(4);
    }
  }

  @Test
  void memoryTimeAndCancellationEndAStatement() {
    @Nullable Object[][] many = new @Nullable Object[20_000][];
    for (int i = 0; i < many.length; i++) {
      many[i] = row((long) i * 1_000_003, 1.0);
    }
    Statements rows = statements(false, many);
    QueryException memory = limited(rows, 100_000, ENOUGH_TIME, false);
    assertThat(memory.kind()).isEqualTo(QueryException.Kind.OUT_OF_MEMORY);
    assertThat(memory).hasMessageContaining("max-query-memory");
    assertThat(limited(rows, 1L << 30, Duration.ofNanos(-1), false).kind())
        .isEqualTo(QueryException.Kind.TIMEOUT);
    assertThat(limited(rows, 1L << 30, ENOUGH_TIME, true).kind())
        .isEqualTo(QueryException.Kind.CANCELLED);
  }

  private static QueryException limited(
      Statements rows, long bytes, Duration timeout, boolean cancelled) {
    QueryCancellation cancellation = new QueryCancellation();
    if (cancelled) {
      cancellation.cancel();
    }
    try {
      rows.run(
          "SELECT number, COUNT(*) FROM samples GROUP BY number", bytes, timeout, cancellation);
    } catch (QueryException e) {
      return e;
    }
    throw new AssertionError("answered");
  }

  @Test
  void wholeBlocksAreAnsweredWithoutDecoding() throws QueryException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long i = 0; i < 1000; i++) {
      rows.add(new @Nullable Object[] {i, i / 100, 1.5, "car " + i / 100, true});
    }
    MemorySource source = new MemorySource(SCHEMA, rows, 100, true);
    MemoryStore store = new MemoryStore();
    store.add(SCHEMA, List.of(source));
    Statements statements = new Statements(store, RaceRows.DATABASE, 0);
    assertThat(
            statements.run(
                "SELECT text, number, SUM(value), COUNT(*) FROM samples WHERE number >= 3"
                    + " GROUP BY text, number"))
        .hasSize(7);
    assertThat(statements.run("SELECT SUM(value), MAX(time), MIN(text) FROM samples")).hasSize(1);
    assertThat(statements.run("SELECT COUNT(*) FROM samples WHERE text = 'nobody'"))
        .containsExactly(List.of(0L));
    assertThat(source.decodedBlocks()).isZero();
    assertThat(statements.run("SELECT time FROM samples ORDER BY time DESC LIMIT 3"))
        .containsExactly(List.of(999L), List.of(998L), List.of(997L));
  }
}
