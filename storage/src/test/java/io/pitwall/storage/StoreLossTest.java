package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.simulation.Chance;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * One file of a store is missing, shorter or older, seed by seed. {@code -Dpitwall.seed=N} runs one
 * seed again, {@code -Dpitwall.seeds=N} as many new ones.
 */
class StoreLossTest {
  private static final int DEFAULT_SEEDS = 600;

  @Test
  void aLostOrOlderFileIsRefusedOrReportedOrCostsNothing() {
    Map<String, Long> counts = new TreeMap<>();
    Long only = Long.getLong("pitwall.seed");
    int seeds = only == null ? Integer.getInteger("pitwall.seeds", DEFAULT_SEEDS) : 1;
    Chance chance = Chance.unseeded();
    for (int i = 0; i < seeds; i++) {
      long seed = only == null ? chance.nextLong() : only;
      try {
        new StoreLossSimulation(seed, counts).run();
      } catch (RuntimeException | Error failure) {
        throw new AssertionError("run again with -Dpitwall.seed=" + seed, failure);
      }
    }
    counts.forEach((what, n) -> System.out.printf("%,10d  %s%n", n, what));
    if (seeds >= DEFAULT_SEEDS) {
      assertThat(counts)
          .containsKeys(
              "log MISSING: lost and reported",
              "log OLDER: lost without a report, the newest one",
              "manifest MISSING: refused",
              "manifest OLDER: nothing lost",
              "segments SHORTER: statements fail");
    }
  }
}
