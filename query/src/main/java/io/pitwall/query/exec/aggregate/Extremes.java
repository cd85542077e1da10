package io.pitwall.query.exec.aggregate;

/** Kernels: the least and the greatest of the first rows of an array, which are one or more. */
final class Extremes {
  private Extremes() {}

  static long max(long[] values, int rows) {
    long extreme = values[0];
    for (int i = 1; i < rows; i++) {
      extreme = Math.max(extreme, values[i]);
    }
    return extreme;
  }

  static long min(long[] values, int rows) {
    long extreme = values[0];
    for (int i = 1; i < rows; i++) {
      extreme = Math.min(extreme, values[i]);
    }
    return extreme;
  }

  /** NaN if one is NaN. */
  static double max(double[] values, int rows) {
    double extreme = values[0];
    for (int i = 1; i < rows; i++) {
      extreme = Math.max(extreme, values[i]);
    }
    return extreme;
  }

  /** NaN if all are NaN. */
  static double min(double[] values, int rows) {
    double extreme = Double.NaN;
    for (int i = 0; i < rows; i++) {
      double value = values[i];
      extreme = value >= extreme || Double.isNaN(value) ? extreme : value;
    }
    return extreme;
  }
}
