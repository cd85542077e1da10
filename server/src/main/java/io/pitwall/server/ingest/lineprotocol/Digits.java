package io.pitwall.server.ingest.lineprotocol;

/**
 * Decimal digits eight at a time (D. Lemire, "Quickly parsing eight digits", 2018) and the doubles
 * that are exact by one division: a mantissa up to 2^53 by a power of ten up to 10^22 (W. D.
 * Clinger, "How to read floating point numbers accurately", 1990).
 */
final class Digits {
  static final long MAX_EXACT_MANTISSA = 1L << 53;
  static final int MAX_EXACT_POWER = 22;

  static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  static final long[] LONG_POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private static final long ZEROS = 0x3030303030303030L;
  private static final long NINE_TO_HIGH_BIT = 0x7676767676767676L;

  private Digits() {}

  /** Each digit's value where a byte is a digit; not below 10 where it is none. */
  static long values(long word) {
    return word ^ ZEROS;
  }

  /** High bits where {@link #values} is no digit, exact up to the first byte that is not ASCII. */
  static long nonDigits(long values) {
    return ((values + NINE_TO_HIGH_BIT) | values) & Swar.HIGH_BITS;
  }

  /** The number of which the first {@code count} (1 … 8) bytes are the digits. */
  static long number(long values, int count) {
    long v = values << (64 - 8 * count); // leading zeros come in from below
    v = v * 10 + (v >>> 8);
    return ((v & 0x000000FF000000FFL) * 0x000F424000000064L
            + ((v >>> 16) & 0x000000FF000000FFL) * 0x0000271000000001L)
        >>> 32;
  }
}
