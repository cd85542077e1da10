package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnVector;

/** Ranges of longs, times or booleans, both ends included. */
public final class LongRanges extends RangePredicate {
  private final long[] lows;
  private final long[] highs;

  /**
   * @param lows ascending
   * @param highs the end of each range, not less than its begin, before the next one's begin
   */
  public LongRanges(VectorExpression value, long[] lows, long[] highs) {
    super(value);
    this.lows = lows;
    this.highs = highs;
  }

  public boolean isOneRange() {
    return lows.length == 1;
  }

  public long low() {
    return lows[0];
  }

  public long high() {
    return highs[highs.length - 1];
  }

  public boolean isEmpty() {
    return lows.length == 0;
  }

  /** Whether some value between the two can match. */
  public boolean intersects(long min, long max) {
    int range = firstEndingAtOrAfter(min);
    return range < lows.length && lows[range] <= max;
  }

  /** Whether all values between the two match. */
  public boolean contains(long min, long max) {
    int range = firstEndingAtOrAfter(min);
    return range < lows.length && lows[range] <= min && max <= highs[range];
  }

  private int firstEndingAtOrAfter(long value) {
    int from = 0;
    int to = highs.length;
    while (from < to) {
      int middle = from + to >>> 1;
      if (highs[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result) {
    long[] values = arguments[0].longs();
    long[] out = result.longs();
    if (lows.length == 1) {
      computeOne(values, lows[0], highs[0], out, rows);
      return;
    }
    for (int i = 0; i < rows; i++) {
      out[i] = contains(values[i], values[i]) ? 1 : 0;
    }
  }

  // Without a branch, so that the compiler can vectorise it.
  @SuppressWarnings("ShortCircuitBoolean")
  private static void computeOne(long[] values, long low, long high, long[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = values[i] >= low & values[i] <= high ? 1 : 0;
    }
  }

  /**
   * The rows in a single range, where no row is null.
   *
   * @return how many
   */
  @SuppressWarnings("ShortCircuitBoolean")
  public static int select(long[] values, long low, long high, int rows, int[] selection) {
    int count = 0;
    for (int i = 0; i < rows; i++) {
      selection[count] = i;
      count += values[i] >= low & values[i] <= high ? 1 : 0;
    }
    return count;
  }
}
