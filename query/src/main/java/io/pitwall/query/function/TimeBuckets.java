package io.pitwall.query.function;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.CalendarUnit;

/** Buckets of equal width on the line of time, as DuckDB aligns them. */
final class TimeBuckets {
  /** Monday, 2000-01-03: buckets of weeks begin on Mondays. */
  private static final long ORIGIN = 10_959 * CalendarUnit.DAY.nanos();

  private TimeBuckets() {}

  /**
   * The start of the bucket that a time is in.
   *
   * @param width nanoseconds, more than 0
   * @param time nanoseconds since the epoch, UTC
   * @throws QueryException OUT_OF_RANGE if 64 bits do not hold it
   */
  static long start(long width, long time) throws QueryException {
    // Both parts are less than a bucket from the exact result, so only the end can overflow.
    long phase = Math.floorMod(Math.floorMod(time, width) - Math.floorMod(ORIGIN, width), width);
    if (time < Long.MIN_VALUE + phase) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE, "the bucket of a time begins before the year 1677");
    }
    return time - phase;
  }

  /**
   * @param width nanoseconds
   * @throws QueryException INVALID_VALUE if it is not more than 0
   */
  static long checkWidth(long width) throws QueryException {
    if (width <= 0) {
      throw new QueryException(
          QueryException.Kind.INVALID_VALUE,
          "the width of a time bucket must be more than 0, but it is " + width + " ns");
    }
    return width;
  }
}
