package io.pitwall.storage.kernel;

/**
 * The loops that decide the speed of storage, over primitive arrays. Implementations hold no state,
 * may be used by all threads at once and give bit-equal results.
 *
 * <p>Callers pass arrays that are long enough; an index out of range is an {@link
 * IndexOutOfBoundsException}.
 */
public interface Kernels {
  /** Lanes of the interleaved bit packing. */
  int LANES = 16;

  /**
   * The largest magnitude of a decimal mantissa: doubles around it still distinguish neighbouring
   * integers.
   */
  long MAX_MANTISSA = 1L << 51;

  /** The largest decimal exponent: its power of ten is exact as a double. */
  int MAX_EXPONENT = 18;

  /**
   * Rows whose doubles are summed into one compensated lane each: row {@code i} goes to lane {@code
   * i % 8}.
   */
  int SUM_LANES = 8;

  /** {@code scalar} or {@code vector}. */
  String name();

  /**
   * Measures what a chooser of encodings must know: the range of the values, the range of the
   * differences between neighbours (wrapping) and the number of runs of equal values.
   *
   * @param count at least 1
   */
  void profile(long[] values, int offset, int count, LongProfile into);

  /**
   * Differences between neighbours, wrapping: {@code into[i] = values[offset + i + 1] -
   * values[offset + i]}, {@code count - 1} of them.
   */
  void deltas(long[] values, int offset, int count, long[] into);

  /**
   * The inverse of {@link #deltas}, in place: each value becomes {@code first} plus the sum of all
   * values up to it, wrapping.
   */
  void prefixSum(long first, long[] values, int offset, int count);

  /**
   * Packs {@code values - base} with the interleaved layout of this package.
   *
   * @param width bits a value, 1 to 63; every {@code value - base} must fit, unsigned
   * @param words receives {@link #packedWords} words
   */
  void pack(long[] values, int offset, int count, long base, int width, long[] words);

  /**
   * The inverse of {@link #pack}.
   *
   * @param words {@link #packedWords} words, followed by {@link #LANES} more whose content does not
   *     matter
   */
  void unpack(long[] words, int width, long base, long[] into, int offset, int count);

  /**
   * Tries to write each double as {@code mantissa / 10^exponent}. A double for which that division
   * does not give back the very same bits (−0.0, NaN, infinities, too many digits) is an exception;
   * its mantissa is that of the value before it, or the smallest for the first value, so that it
   * costs no width.
   *
   * @param exponent 0 to {@link #MAX_EXPONENT}
   * @param mantissas receives {@code count} mantissas, from index 0
   * @param exceptions receives one bit a value, set for an exception, in {@code (count + 63) / 64}
   *     words
   * @param into receives the range (minimum and maximum alone) of the mantissas; 0 to 0 when all
   *     are exceptions
   * @return the number of exceptions
   */
  int encodeDecimals(
      double[] values,
      int offset,
      int count,
      int exponent,
      long[] mantissas,
      long[] exceptions,
      LongProfile into);

  /**
   * {@code into[offset + i] = mantissas[i] / 10^exponent}; exact for mantissas up to {@link
   * #MAX_MANTISSA} in magnitude.
   */
  void decodeDecimals(long[] mantissas, int exponent, double[] into, int offset, int count);

  /** {@code into[i] = values[offset + i]}. */
  void widen(int[] values, int offset, int count, long[] into);

  /**
   * {@code into[offset + i] = (int) values[i]}.
   *
   * @return whether every value lay between 0 and {@link Integer#MAX_VALUE}
   */
  boolean narrow(long[] values, int[] into, int offset, int count);

  /** Adds the values to {@code into}. */
  void statistics(long[] values, int offset, int count, LongStatistics into);

  /**
   * Adds the values of present rows: row {@code i} is present where bit {@code bitOffset + i} of
   * {@code presence} is 1.
   */
  void statistics(
      long[] values, int offset, int count, long[] presence, int bitOffset, LongStatistics into);

  /** Adds the values to {@code into}; see there for the order of the sum. */
  void statistics(double[] values, int offset, int count, DoubleStatistics into);

  /**
   * Adds the values of present rows: row {@code i} is present where bit {@code bitOffset + i} of
   * {@code presence} is 1.
   */
  void statistics(
      double[] values,
      int offset,
      int count,
      long[] presence,
      int bitOffset,
      DoubleStatistics into);

  /** Words that {@code count} values of {@code width} bits take in the interleaved layout. */
  static int packedWords(int count, int width) {
    int rows = (count + LANES - 1) / LANES;
    return (rows * width + 63) / 64 * LANES;
  }
}
