package io.pitwall.storage.encoding;

import io.pitwall.storage.kernel.Kernels;

/** Guesses from a sample how many decimal digits the doubles of a block have after the point. */
final class DecimalExponent {
  /** No exponent is worth trying. */
  static final int NONE = -1;

  private static final double ROUNDER = 0x1.8p52;
  private static final double[] POWERS_OF_TEN = new double[Kernels.MAX_EXPONENT + 1];

  static {
    long power = 1;
    for (int exponent = 0; exponent <= Kernels.MAX_EXPONENT; exponent++) {
      POWERS_OF_TEN[exponent] = power; // exact: 10^18 = 2^18 * 5^18 and 5^18 < 2^53
      power *= 10;
    }
  }

  private DecimalExponent() {}

  /**
   * The smallest exponent that writes this very double as a mantissa and a power of ten, or {@link
   * #NONE}.
   */
  static int of(double value) {
    for (int exponent = 0; exponent <= Kernels.MAX_EXPONENT; exponent++) {
      double scaled = value * POWERS_OF_TEN[exponent];
      if (!(Math.abs(scaled) <= Kernels.MAX_MANTISSA)) {
        return NONE;
      }
      double back = (scaled + ROUNDER - ROUNDER) / POWERS_OF_TEN[exponent];
      if (Double.doubleToRawLongBits(back) == Double.doubleToRawLongBits(value)) {
        return exponent;
      }
    }
    return NONE;
  }

  /**
   * Looks at up to {@code sampleSize} values spread over the block and takes the exponent that
   * makes them smallest, exceptions counted with their full cost.
   *
   * @return an exponent, or {@link #NONE} when raw bits are as small
   */
  static int guess(double[] values, int offset, int count, int sampleSize) {
    int step = Math.max(1, count / sampleSize);
    int[] smallestExponents = new int[Kernels.MAX_EXPONENT + 1];
    int sampled = 0;
    double largest = 0;
    for (int i = offset; i < offset + count; i += step) {
      sampled++;
      int exponent = of(values[i]);
      if (exponent != NONE) {
        smallestExponents[exponent]++;
        largest = Math.max(largest, Math.abs(values[i]));
      }
    }
    int best = NONE;
    double bestBits = (double) sampled * Long.SIZE;
    int covered = 0;
    for (int exponent = 0; exponent <= Kernels.MAX_EXPONENT; exponent++) {
      covered += smallestExponents[exponent];
      if (smallestExponents[exponent] == 0) {
        continue;
      }
      double scaled = largest * POWERS_OF_TEN[exponent];
      int width = Math.min(52, 2 + Math.getExponent(Math.max(1, scaled)));
      double bits =
          (double) sampled * width
              + (double) (sampled - covered) * DecimalEncoding.EXCEPTION_BYTES * 8;
      if (bits < bestBits) {
        bestBits = bits;
        best = exponent;
      }
    }
    return best;
  }

  /** Whether a few values spread over the block would all do with one digit less. */
  static boolean tooLarge(double[] values, int offset, int count, int exponent) {
    if (exponent == 0) {
      return false;
    }
    double scale = POWERS_OF_TEN[exponent - 1];
    int step = Math.max(1, count / 8);
    for (int i = offset; i < offset + count; i += step) {
      double scaled = values[i] * scale;
      if (!(Math.abs(scaled) <= Kernels.MAX_MANTISSA)
          || (scaled + ROUNDER - ROUNDER) / scale != values[i]) {
        return false;
      }
    }
    return true;
  }
}
