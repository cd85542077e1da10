package io.pitwall.query.function;

/** ROUND. Halves of a double alone go to the even neighbour, halves of digits away from zero. */
final class Rounding {
  /** 10^18 is the greatest power of ten that a long holds. */
  private static final int LONG_DIGITS = 18;

  /** Half of 10^19. */
  private static final long HALF_OF_NEXT_POWER = 5_000_000_000_000_000_000L;

  private Rounding() {}

  /** The nearest whole number, as PostgreSQL rounds doubles: of two, the even one. */
  static double round(double value) {
    return Math.rint(value);
  }

  private static double awayFromZero(double value) {
    double magnitude = Math.abs(value);
    double whole = Math.floor(magnitude);
    if (magnitude - whole >= 0.5) {
      whole += 1;
    }
    return Math.copySign(whole, value);
  }

  /**
   * Rounds to digits after the point, or before it if negative: scales, rounds, scales back.
   *
   * @throws ArithmeticException if the result is beyond the greatest double
   */
  static double round(double value, long digits) {
    if (digits == 0 || !Double.isFinite(value)) {
      return awayFromZero(value);
    }
    double scale = Math.pow(10, Math.abs((double) digits));
    if (digits > 0) {
      double rounded = awayFromZero(value * scale) / scale;
      return Double.isFinite(rounded) ? rounded : value;
    }
    if (Double.isInfinite(scale)) {
      return Math.copySign(0, value); // less than half of any such power of ten
    }
    double rounded = awayFromZero(value / scale) * scale;
    if (Double.isInfinite(rounded)) {
      throw new ArithmeticException("a rounded double that is beyond the greatest");
    }
    return rounded;
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
    if (digits < -LONG_DIGITS) {
      if (digits == -LONG_DIGITS - 1
          && (value >= HALF_OF_NEXT_POWER || value <= -HALF_OF_NEXT_POWER)) {
        throw new ArithmeticException("10^19 does not fit in a long");
      }
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
