package io.pitwall.query.exec;

import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.storage.schema.TableSchema;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Statements on rows that are cut at random into sealed and unsealed sources in memory. */
class DuckDifferentialTest {
  private static final long SEED = Long.getLong("pitwall.seed", System.nanoTime());

  private void compare(String resource, double nullShare) throws Exception {
    System.out.println("DuckDifferentialTest " + resource + " pitwall.seed=" + SEED);
    Random random = new Random(SEED);
    MemoryStore store = new MemoryStore();
    try (DuckDatabase duck = new DuckDatabase()) {
      for (TableSchema schema : List.of(RaceRows.engine(), RaceRows.tire(), RaceRows.chassis())) {
        List<@Nullable Object[]> rows = RaceRows.rows(schema, 9_000, nullShare, random);
        store.add(schema, MemoryStore.cut(schema, rows, 1, random));
        duck.add(schema, rows);
      }
      DuckComparison.compare(resource, store, duck, SEED);
    }
  }

  @Test
  void theEightDashboardQueriesAnswerAsDuckDb() throws Exception {
    compare(DuckComparison.DASHBOARD, 0);
  }

  @Test
  void furtherStatementsAnswerAsDuckDb() throws Exception {
    compare(DuckComparison.FURTHER, 0.05);
  }
}
