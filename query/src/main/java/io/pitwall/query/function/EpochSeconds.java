package io.pitwall.query.function;

/** Seconds since the epoch as doubles: the nearest double to the exact number. */
final class EpochSeconds {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Up to here every long is a double. */
  private static final long MAX_EXACT = 1L << 53;

  /** How many low bits are left for the second step; the others fit a double. */
  private static final int LOW_BITS = 20;

  private EpochSeconds() {}

  /**
   * The seconds of a time.
   *
   * <p>A time of today has more bits than a double. Its upper bits are divided first; the remainder
   * of that division, which {@code fma} gives exactly, and the lower bits are at most a few
   * thousand units of the last place, so that adding their quotient rounds only once in effect.
   *
   * @param nanos since the epoch
   */
  static double of(long nanos) {
    if (nanos >= -MAX_EXACT && nanos <= MAX_EXACT) {
      return nanos / NANOS_PER_SECOND;
    }
    double upper = nanos >> LOW_BITS << LOW_BITS;
    double lower = nanos & (1L << LOW_BITS) - 1;
    double seconds = upper / NANOS_PER_SECOND;
    double rest = Math.fma(-seconds, NANOS_PER_SECOND, upper);
    return seconds + (rest + lower) / NANOS_PER_SECOND;
  }
}
