package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnVector;

/** Ranges of doubles, both ends included, and whether NaN, which is above all, is in. */
public final class DoubleRanges extends RangePredicate {
  private final double[] lows;
  private final double[] highs;
  private final boolean withNan;

  /**
   * @param lows ascending; no NaN
   * @param highs the end of each range, before the next one's begin; no NaN
   */
  public DoubleRanges(VectorExpression value, double[] lows, double[] highs, boolean withNan) {
    super(value);
    this.lows = lows;
    this.highs = highs;
    this.withNan = withNan;
  }

  public boolean matchesNan() {
    return withNan;
  }

  /** Whether some value between the two, which are no NaNs, can match. */
  public boolean intersects(double min, double max) {
    for (int i = 0; i < lows.length; i++) {
      if (lows[i] <= max && min <= highs[i]) {
        return true;
      }
    }
    return false;
  }

  /** Whether all values between the two, which are no NaNs, match. */
  public boolean contains(double min, double max) {
    for (int i = 0; i < lows.length; i++) {
      if (lows[i] <= min && max <= highs[i]) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result) {
    double[] values = arguments[0].doubles();
    long[] out = result.longs();
    for (int i = 0; i < rows; i++) {
      double value = values[i];
      boolean matches = Double.isNaN(value) ? withNan : contains(value, value);
      out[i] = matches ? 1 : 0;
    }
  }
}
