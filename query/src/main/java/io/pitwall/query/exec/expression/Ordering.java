package io.pitwall.query.exec.expression;

import java.util.Arrays;

/**
 * How values are ordered: NaN above every double, −0.0 equal to 0.0, strings by their bytes. Only
 * {@link #toLong} tells the two zeros apart, because the double has to be had back from its long.
 */
public final class Ordering {
  private Ordering() {}

  public static int compare(double a, double b) {
    if (a < b) {
      return -1;
    }
    if (a > b) {
      return 1;
    }
    if (a == b) {
      return 0;
    }
    return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
  }

  /** A long that orders as the double does, and is equal where it is equal. */
  public static long sortable(double value) {
    return toLong(value + 0.0);
  }

  /**
   * A long that orders as the double does, except that −0.0 is below 0.0, so that {@link #toDouble}
   * gives the same double again.
   */
  public static long toLong(double value) {
    return Double.isNaN(value) ? Long.MAX_VALUE : toLongUnlessNan(value);
  }

  /** {@link #toLong} without a check for NaN, of which it makes any long. */
  public static long toLongUnlessNan(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  /** The double that {@link #toLong} made a long of. */
  public static double toDouble(long ordered) {
    return ordered == Long.MAX_VALUE
        ? Double.NaN
        : Double.longBitsToDouble(ordered ^ (ordered >> 63 & Long.MAX_VALUE));
  }

  public static int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }
}
