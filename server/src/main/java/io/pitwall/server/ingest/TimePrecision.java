package io.pitwall.server.ingest;

import java.util.Locale;

/** The unit of a timestamp that is a bare number. */
public enum TimePrecision {
  NANOSECONDS(1),
  MICROSECONDS(1_000),
  MILLISECONDS(1_000_000),
  SECONDS(1_000_000_000),
  MINUTES(60_000_000_000L),
  HOURS(3_600_000_000_000L);

  private static final long SECONDS_BELOW = 10_000_000_000L;
  private static final long MILLISECONDS_BELOW = 10_000_000_000_000L;
  private static final long MICROSECONDS_BELOW = 10_000_000_000_000_000L;

  private final long nanos;

  TimePrecision(long nanos) {
    this.nanos = nanos;
  }

  /** Nanoseconds of one unit. */
  public long nanos() {
    return nanos;
  }

  /** Whether a time in this unit is a time in nanoseconds too. */
  public boolean fits(long time) {
    return time >= Long.MIN_VALUE / nanos && time <= Long.MAX_VALUE / nanos;
  }

  /** The unit of a time since the epoch, derived from its magnitude. */
  public static TimePrecision ofMagnitude(long time) {
    long magnitude = time == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(time);
    if (magnitude < SECONDS_BELOW) {
      return SECONDS;
    }
    if (magnitude < MILLISECONDS_BELOW) {
      return MILLISECONDS;
    }
    return magnitude < MICROSECONDS_BELOW ? MICROSECONDS : NANOSECONDS;
  }

  /**
   * The unit of a request parameter, in any of the ways that clients write it.
   *
   * @throws IllegalArgumentException if the text names no unit
   */
  public static TimePrecision parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "n", "ns", "nanosecond", "nanoseconds" -> NANOSECONDS;
      case "u", "us", "\u00b5", "\u00b5s", "\u03bc", "\u03bcs", "microsecond", "microseconds" ->
          MICROSECONDS;
      case "ms", "millisecond", "milliseconds" -> MILLISECONDS;
      case "s", "second", "seconds" -> SECONDS;
      case "m", "minute", "minutes" -> MINUTES;
      case "h", "hour", "hours" -> HOURS;
      default ->
          throw new IllegalArgumentException(
              "the precision '" + text + "' is unknown; use n, ns, u, us, ms, s, m or h");
    };
  }
}
