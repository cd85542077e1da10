package io.pitwall.storage.simulation;

import java.util.SplittableRandom;

/**
 * Random numbers from a seed that can be asked for, so that a failure can be run again.
 *
 * <p>For one thread; {@link #split()} makes another one for a second thread or purpose.
 */
public final class Chance {

  private final long seed;
  private final SplittableRandom random;

  /** The same seed gives the same sequence. */
  public Chance(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** With a seed drawn at random; print {@link #seed()} to be able to use it again. */
  public static Chance unseeded() {
    return new Chance(new SplittableRandom().nextLong());
  }

  /** The seed it began with. */
  public long seed() {
    return seed;
  }

  /** A new source that depends on this one's seed and the draws made so far. */
  public Chance split() {
    return new Chance(random.nextLong());
  }

  /** Any long. */
  public long nextLong() {
    return random.nextLong();
  }

  /** A long from {@code lowest} to {@code highest}, both included; the range is below 2^63. */
  public long between(long lowest, long highest) {
    return lowest + random.nextLong(Math.addExact(Math.subtractExact(highest, lowest), 1));
  }

  /** An int from {@code lowest} to {@code highest}, both included; the range is below 2^31. */
  public int between(int lowest, int highest) {
    return (int) between((long) lowest, (long) highest);
  }

  /** An int from 0 to {@code bound - 1}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** True once in {@code n} draws on average. */
  public boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  /** True with the given probability from 0 to 1. */
  public boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** Fills a range with random bytes. */
  public void fill(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
  }

  @Override
  public String toString() {
    return "Chance(seed " + seed + ")";
  }
}
