package io.pitwall.storage.encoding;

import java.util.Random;

/** Chance for tests: prints its seed, and replays from {@code -Dpitwall.seed}. */
public final class SeededRandom {
  private SeededRandom() {}

  public static Random create(String test) {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println(test + ": -Dpitwall.seed=" + seed);
    return new Random(seed);
  }
}
