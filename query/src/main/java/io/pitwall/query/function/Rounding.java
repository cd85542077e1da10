package io.pitwall.query.function;

/** ROUND: halves away from zero. */
final class Rounding {
  private Rounding() {}

  static double round(double value) {
    double magnitude = Math.abs(value);
    double whole = Math.floor(magnitude);
    if (magnitude - whole >= 0.5) {
      whole += 1;
    }
    return Math.copySign(whole, value);
  }

  /** Rounds to digits after the point, or before it if negative: scales, rounds, scales back. */
  static double round(double value, long digits) {
    if (digits == 0) {
      return round(value);
    }
    if (digits < 0) {
      double scale = Math.pow(10, -(double) digits);
      double rounded = round(value / scale) * scale;
      return Double.isFinite(rounded) ? rounded : 0;
    }
    double scale = Math.pow(10, (double) digits);
    double rounded = round(value * scale) / scale;
    return Double.isFinite(rounded) ? rounded : value;
  }

  /**
   * Rounds a long to tens, hundreds, … if {@code digits} is −1, −2, …
   *
   * @throws ArithmeticException if the result does not fit
   */
  static long round(long value, long digits) {
    if (digits >= 0) {
      return value;
    }
    if (digits < -18) {
      return 0;
    }
    long scale = 1;
    for (long i = digits; i < 0; i++) {
      scale *= 10;
    }
    long rest = value % scale;
    long down = value - rest;
    if (Math.abs(rest) >= scale - Math.abs(rest)) {
      return Math.addExact(down, rest < 0 ? -scale : scale);
    }
    return down;
  }
}
