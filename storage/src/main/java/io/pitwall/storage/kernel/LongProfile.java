package io.pitwall.storage.kernel;

/**
 * What a chooser of encodings knows of a block of longs. Filled by {@link Kernels}; owned by one
 * thread.
 */
public final class LongProfile {
  long min;
  long max;
  long minDelta;
  long maxDelta;
  int runs;

  /** The smallest value. */
  public long min() {
    return min;
  }

  /** The largest value. */
  public long max() {
    return max;
  }

  /** The smallest difference between neighbours, wrapping; 0 for a single value. */
  public long minDelta() {
    return minDelta;
  }

  /** The largest difference between neighbours, wrapping; 0 for a single value. */
  public long maxDelta() {
    return maxDelta;
  }

  /** The number of runs of equal neighbours. */
  public int runs() {
    return runs;
  }

  /** Bits that {@code value - min} takes, 0 to 64. */
  public int width() {
    return 64 - Long.numberOfLeadingZeros(max - min);
  }

  /** Bits that {@code delta - minDelta} takes, 0 to 64. */
  public int deltaWidth() {
    return 64 - Long.numberOfLeadingZeros(maxDelta - minDelta);
  }
}
