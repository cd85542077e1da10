package io.pitwall.query.exec.expression;

import java.util.Arrays;

/** How values are ordered: NaN above every double, −0.0 equal to 0.0, strings by their bytes. */
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
    if (Double.isNaN(value)) {
      return Long.MAX_VALUE;
    }
    long bits = Double.doubleToRawLongBits(value + 0.0);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  public static int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }
}
