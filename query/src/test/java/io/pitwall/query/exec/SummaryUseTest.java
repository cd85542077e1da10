package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read of blocks that summaries can answer for in part or whole. */
class SummaryUseTest {
  private static final int BLOCKS = 5;
  private static final int BLOCK_ROWS = 10;
  private static final TableSchema SCHEMA =
      RaceRows.schema(1, "samples", "car:LONG driver:STRING force:DOUBLE brake:LONG");

  /** Five blocks, one of each of five cars; brake goes from 0 to 9 in each. */
  private static MemorySource source(boolean sealed, double... forces) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < BLOCKS * BLOCK_ROWS; i++) {
      long car = i / BLOCK_ROWS;
      rows.add(
          new @Nullable Object[] {
            RaceRows.NOW - 1000 + i,
            car,
            "driver " + car,
            forces[i % forces.length],
            (long) (i % BLOCK_ROWS)
          });
    }
    return new MemorySource(SCHEMA, rows, BLOCK_ROWS, sealed);
  }

  private static List<List<@Nullable Object>> run(MemorySource source, String sql)
      throws QueryException {
    MemoryStore store = new MemoryStore();
    store.add(SCHEMA, List.of(source));
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW).run(sql);
  }

  @Test
  void nothingIsDecodedWhereSummariesDo() throws QueryException {
    MemorySource source = source(true, 1.5, 2.5);
    assertThat(
            run(
                source,
                "SELECT car, driver, SUM(brake), MAX(force), COUNT(DISTINCT car), COUNT(*)"
                    + " FROM samples GROUP BY car, driver ORDER BY car LIMIT 1"))
        .containsExactly(List.of(0L, "driver 0", 45L, 2.5, 1L, 10L));
    assertThat(source.decodedBlocks()).isZero();
  }

  @Test
  void anExpressionMakesOnlyItsOwnColumnBeDecoded() throws QueryException {
    MemorySource source = source(true, 1.5, 2.5);
    assertThat(
            run(
                source,
                "SELECT car, driver, AVG(brake), MAX(force), SUM(force * 2)"
                    + " FROM samples GROUP BY car, driver ORDER BY car LIMIT 1"))
        .containsExactly(List.of(0L, "driver 0", 4.5, 2.5, 40.0));
    assertThat(source.decodedBlocks()).isEqualTo(BLOCKS);
  }

  @Test
  void absoluteValuesOfOneSignAreKnownFromTheSummary() throws QueryException {
    String sql =
        "SELECT MIN(ABS(force)), MAX(ABS(force)), SUM(ABS(force)), AVG(ABS(force)) FROM samples"
            + " WHERE brake >= 0 GROUP BY car ORDER BY car LIMIT 1";
    MemorySource positive = source(true, 1.5, 2.5);
    assertThat(run(positive, sql)).containsExactly(List.of(1.5, 2.5, 20.0, 2.0));
    assertThat(positive.decodedBlocks()).isZero();
    MemorySource negative = source(true, -1.5, -2.5);
    assertThat(run(negative, sql)).containsExactly(List.of(1.5, 2.5, 20.0, 2.0));
    assertThat(negative.decodedBlocks()).isZero();
    MemorySource mixed = source(true, 1.5, -2.5);
    assertThat(run(mixed, sql)).containsExactly(List.of(1.5, 2.5, 20.0, 2.0));
    assertThat(mixed.decodedBlocks()).isEqualTo(BLOCKS);
  }

  @Test
  void absoluteValuesOfZerosAndNotANumberAreAsIfDecoded() throws QueryException {
    String sql = "SELECT MIN(ABS(force)), SUM(ABS(force)) FROM samples GROUP BY car LIMIT 1";
    List<@Nullable Object> zeros = run(source(true, -0.0), sql).get(0);
    assertThat((Double) zeros.get(0)).isEqualTo(0.0);
    List<@Nullable Object> some = run(source(true, 1.0, Double.NaN), sql).get(0);
    assertThat((Double) some.get(0)).isCloseTo(1.0, within(0.0));
    assertThat((Double) some.get(1)).isNaN();
  }

  @Test
  void keysOfABlockThatMatchesInPartAreNotDecoded() throws QueryException {
    MemorySource source = source(true, 1.5, 2.5);
    assertThat(
            run(
                source,
                "SELECT car, driver, SUM(brake) FROM samples WHERE brake > 7"
                    + " GROUP BY car, driver ORDER BY car LIMIT 1"))
        .containsExactly(List.of(0L, "driver 0", 17L));
    assertThat(source.decodedBlocks()).as("only brake").isEqualTo(BLOCKS);
  }

  @Test
  void aBlockWithoutMatchingRowsMakesNoGroup() throws QueryException {
    assertThat(
            run(
                source(true, 1.5, 2.5),
                "SELECT car, COUNT(*) FROM samples WHERE brake > 3 AND brake % 2 = 5 GROUP BY car"))
        .isEmpty();
  }

  @Test
  void anyValueReadsUnsealedRowsOnlyUntilEachGroupHasOne() throws QueryException {
    MemorySource source = source(false, 1.5);
    assertThat(run(source, "SELECT brake, ANY_VALUE(driver) FROM samples GROUP BY brake"))
        .hasSize(10);
    assertThat(source.decodedBlocks()).as("all of brake, one of driver").isEqualTo(BLOCKS + 1);
  }
}
