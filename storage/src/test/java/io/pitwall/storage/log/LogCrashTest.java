package io.pitwall.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.log.LogSimulation.Planted;
import io.pitwall.storage.log.LogSimulation.Violation;
import io.pitwall.storage.simulation.Chance;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Crashes at every kind of place. {@code -Dpitwall.seed=N} runs one seed again, {@code
 * -Dpitwall.seeds=N} as many new ones.
 */
class LogCrashTest {

  /** Seeds that once found something. */
  private static final long[] KEPT_SEEDS = {1_008_697L, -641_197_094_315_849_243L};

  private static final int DEFAULT_SEEDS = 1_500;
  private static final int MOST_SEEDS_FOR_A_PLANTED_FAULT = 20_000;

  @Test
  void noCrashLosesAnAcknowledgedRecordOrInventsOne() throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    Long only = Long.getLong("pitwall.seed");
    if (only != null) {
      new LogSimulation(only, Planted.NONE, counts).run();
      return;
    }
    int seeds = Integer.getInteger("pitwall.seeds", DEFAULT_SEEDS);
    Chance chance = Chance.unseeded();
    for (int i = 0; i < seeds; i++) {
      long seed = chance.nextLong();
      try {
        new LogSimulation(seed, Planted.NONE, counts).run();
      } catch (RuntimeException | Error failure) {
        throw new AssertionError("run again with -Dpitwall.seed=" + seed, failure);
      }
    }
    System.out.println("log: " + seeds + " seeds " + counts);
    assertThat(counts).containsKeys("crash", "clean end", "full", "mark", "release", "RENAME");
  }

  @Test
  void seedsThatOnceFoundSomethingStayQuiet() throws IOException {
    for (long seed : KEPT_SEEDS) {
      new LogSimulation(seed, Planted.NONE, new TreeMap<>()).run();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aPlantedFaultIsFoundOut(Planted planted) throws IOException {
    int seeds = 0;
    boolean caught = false;
    while (!caught && seeds < MOST_SEEDS_FOR_A_PLANTED_FAULT) {
      seeds++;
      try {
        new LogSimulation(seeds, planted, new TreeMap<>()).run();
      } catch (Violation violation) {
        System.out.println(
            "log: " + planted + " after " + seeds + " seeds: " + violation.getMessage());
        caught = true;
      }
    }
    assertThat(caught).as("%s found out within %d seeds", planted, seeds).isTrue();
  }
}
