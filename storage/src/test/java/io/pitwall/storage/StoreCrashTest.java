package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.simulation.Chance;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Crashes of a whole store at every kind of place. {@code -Dpitwall.seed=N} runs one seed again,
 * {@code -Dpitwall.seeds=N} as many new ones; {@link StoreCrashCampaign} runs very many.
 */
class StoreCrashTest {
  /** Seeds that once found something. */
  private static final long[] KEPT_SEEDS = {1, 8_485};

  /** Seeds with errors of the disk that once found something. */
  private static final long[] KEPT_SEEDS_WITH_ERRORS = {
    204, 616, 117, 1_006, 2_396, 7_291_374_538_014_813_858L, -5_457_573_471_364_540_301L
  };

  private static final int DEFAULT_SEEDS = 1_000;
  private static final int MOST_SEEDS_FOR_A_PLANTED_FAULT = 3_000;

  @Test
  void noCrashLosesAnAcknowledgedBatchOrInventsOne() {
    Map<String, Long> counts = run(false);
    assertThat(counts)
        .containsKeys(
            "clean close",
            "crash in recovery",
            "overloaded",
            "refused rows",
            "full chunks read",
            "memory of sealed rows used again",
            "snapshot read again",
            "snapshot evicted");
  }

  @Test
  void noErrorOfTheDiskLosesAnAcknowledgedBatch() {
    Map<String, Long> counts = run(true);
    assertThat(counts).containsKeys("error: once", "error: from then on", "error: batch failed");
  }

  @Test
  void seedsThatOnceFoundSomethingStayQuiet() {
    for (long seed : KEPT_SEEDS) {
      runAsItWasFound(seed, false);
    }
    for (long seed : KEPT_SEEDS_WITH_ERRORS) {
      runAsItWasFound(seed, true);
    }
  }

  private static void runAsItWasFound(long seed, boolean withErrors) {
    StoreCrashPlan plan = new StoreCrashPlan(seed, StoreCrashPlanted.NONE, withErrors, false);
    new StoreCrashSimulation(plan, new TreeMap<>()).run();
  }

  private static Map<String, Long> run(boolean withErrors) {
    Map<String, Long> counts = new TreeMap<>();
    Long only = Long.getLong("pitwall.seed");
    if (only != null) {
      new StoreCrashSimulation(StoreCrashPlan.sound(only, withErrors), counts).run();
      return counts;
    }
    int seeds = Integer.getInteger("pitwall.seeds", DEFAULT_SEEDS);
    Chance chance = Chance.unseeded();
    for (int i = 0; i < seeds; i++) {
      long seed = chance.nextLong();
      try {
        new StoreCrashSimulation(StoreCrashPlan.sound(seed, withErrors), counts).run();
      } catch (RuntimeException | Error failure) {
        throw new AssertionError("run again with -Dpitwall.seed=" + seed, failure);
      }
    }
    return counts;
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      // EPOCH_NOT_RAISED is found by the log's own simulation. SEALED_AHEAD_OF_THE_LOG needs a kill
      // between a write and its sync, a sealing of the replayed rows, and a power cut before the
      // next sync of the log; that happens once in some ten thousand seeds, too rarely for a build.
      names = {
        "NONE",
        "EPOCH_NOT_RAISED",
        "SEALED_AHEAD_OF_THE_LOG",
        "CACHE_TRUSTED_AFTER_A_FAILED_FORCE"
      })
  void aPlantedFaultIsFoundOut(StoreCrashPlanted planted) {
    requireFoundOut(planted, 0, false);
  }

  /**
   * It takes a failed force, a restart of the process and a power cut; seeds before find nothing.
   */
  @Test
  void trustInTheCacheAfterAFailedForceIsFoundOut() {
    requireFoundOut(StoreCrashPlanted.CACHE_TRUSTED_AFTER_A_FAILED_FORCE, 1_700, true);
  }

  private static void requireFoundOut(
      StoreCrashPlanted planted, long lastSkippedSeed, boolean withErrors) {
    int seeds = 0;
    boolean caught = false;
    while (!caught && seeds < MOST_SEEDS_FOR_A_PLANTED_FAULT) {
      seeds++;
      try {
        long seed = lastSkippedSeed + seeds;
        // Each fault was planted into histories without reuse, where it is found in few seeds.
        boolean withReuse = planted == StoreCrashPlanted.SNAPSHOTS_NOT_PINNED;
        StoreCrashPlan plan = new StoreCrashPlan(seed, planted, withErrors, withReuse);
        new StoreCrashSimulation(plan, new TreeMap<>()).run();
      } catch (StoreCrashViolation violation) {
        System.out.println(
            "store: " + planted + " after " + seeds + " seeds: " + violation.getMessage());
        caught = true;
      }
    }
    assertThat(caught).as("%s found out within %d seeds", planted, seeds).isTrue();
  }
}
