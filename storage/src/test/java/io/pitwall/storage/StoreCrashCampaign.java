package io.pitwall.storage;

import java.util.Map;
import java.util.TreeMap;

/**
 * Runs very many seeds and prints what happened in them: {@code StoreCrashCampaign [SEEDS [FIRST
 * [errors]]]}. Ends with 1 at the first broken promise, after printing the seed that breaks it.
 */
final class StoreCrashCampaign {
  private static final int DEFAULT_SEEDS = 100_000;
  private static final int SEEDS_BETWEEN_SIGNS_OF_LIFE = 10_000;

  private StoreCrashCampaign() {}

  /** Runs the seeds from FIRST on, one after the other. */
  public static void main(String[] arguments) {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_SEEDS;
    long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    boolean withErrors = arguments.length > 2 && arguments[2].equals("errors");
    Long only = Long.getLong("pitwall.seed");
    if (only != null) {
      seeds = 1;
      first = only;
    }
    Map<String, Long> counts = new TreeMap<>();
    for (long seed = first; seed < first + seeds; seed++) {
      try {
        new StoreCrashSimulation(StoreCrashPlan.sound(seed, withErrors), counts).run();
      } catch (StoreCrashViolation violation) {
        System.out.println("VIOLATION, run again with -Dpitwall.seed=" + seed);
        violation.printStackTrace(System.out);
        System.exit(1);
      }
      long done = seed - first + 1;
      if (done % SEEDS_BETWEEN_SIGNS_OF_LIFE == 0) {
        System.out.println(done + " seeds");
      }
    }
    System.out.println(seeds + " seeds from " + first + ", no promise broken");
    counts.forEach((what, n) -> System.out.printf("%,15d  %s%n", n, what));
  }
}
