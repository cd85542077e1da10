package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pitwall.query.exec.expression.ColumnReference;
import io.pitwall.query.exec.expression.StatementValues;
import io.pitwall.query.exec.expression.StringRanges;
import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryTimeout;
import io.pitwall.query.result.SettingValues;
import io.pitwall.query.result.StatementStop;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.GrowingDictionary;
import io.pitwall.storage.runtime.SystemClock;
import io.pitwall.storage.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Long steps between two batches end soon after their statement is to stop. */
class StopTest {
  private static final int ROWS = 1 << 20;

  private final QueryCancellation cancellation = new QueryCancellation();
  private final ExecutionControl control =
      new ExecutionControl(
          new ExecutionContext(
              new MemoryStore().snapshot(),
              new StatementValues(0, SettingValues.NONE),
              new QueryMemory(1L << 30, 1L << 30),
              new StatementStop(
                  new SystemClock(), new QueryTimeout(Duration.ofMinutes(10)), cancellation)));

  private static void assertCancelled(ThrowingCallable step) {
    QueryException failure =
        Objects.requireNonNull(catchThrowableOfType(QueryException.class, step));
    assertThat(failure.kind()).isEqualTo(QueryException.Kind.CANCELLED);
  }

  @Test
  void aSortEndsWithinAFewThousandComparisons() {
    int[] rows = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = ROWS - i;
    }
    long[] comparisons = {0, 0};
    assertCancelled(() ->
        IndexSort.sort(
            rows,
            ROWS,
            (a, b) -> {
              if (++comparisons[0] == ROWS) {
                cancellation.cancel();
              } else if (comparisons[0] > ROWS) {
                comparisons[1]++;
              }
              return Integer.compare(a, b);
            },
            control));
    assertThat(comparisons[1]).isLessThan(ROWS / 4);
  }

  @Test
  void theRankingOfManyStringsEnds() {
    ColumnBuffer buffer = new ColumnBuffer(ColumnType.STRING);
    GrowingDictionary strings = new GrowingDictionary();
    ColumnVector vector = new ColumnVector();
    int[] selection = new int[ColumnVector.CAPACITY];
    for (int from = 0; from < 20 * ColumnVector.CAPACITY; from += ColumnVector.CAPACITY) {
      vector.reset(ColumnType.STRING, ColumnVector.CAPACITY);
      vector.setDictionary(strings);
      for (int i = 0; i < ColumnVector.CAPACITY; i++) {
        byte[] text = ("text " + (from + i) * 7919L).getBytes(StandardCharsets.UTF_8);
        vector.codes()[i] = strings.code(text, 0, text.length);
        selection[i] = i;
      }
      buffer.append(vector, selection, ColumnVector.CAPACITY);
    }
    cancellation.cancel();
    assertCancelled(() -> buffer.rank(control));
  }

  @Test
  void theSearchOfADictionaryForAMatchEnds() {
    TableSchema schema = RaceRows.schema(9, "samples", "text:STRING");
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long i = 0; i < 3_000; i++) {
      rows.add(new @Nullable Object[] {i, "text " + i});
    }
    BlockPruner pruner =
        Objects.requireNonNull(
            BlockPruner.of(
                new StringRanges(
                    new ColumnReference(1, ColumnType.STRING),
                    List.of(StringRanges.Range.point("none".getBytes(StandardCharsets.UTF_8)))),
                schema.columns()));
    cancellation.cancel();
    assertCancelled(() -> pruner.open(new MemorySource(schema, rows, 1_000, true), control));
  }
}
