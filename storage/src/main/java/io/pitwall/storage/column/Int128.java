package io.pitwall.storage.column;

import java.math.BigInteger;

/**
 * Arithmetic on signed 128-bit integers that are kept as two words, so that a sum of longs is exact
 * and can lie in primitive arrays. The value is {@code high · 2^64 + low}, with {@code low} read as
 * unsigned.
 *
 * <p>An addition: {@code sum = low + addedLow; high += addedHigh + carry(low, addedLow, sum)}.
 */
public final class Int128 {
  private Int128() {}

  /** The upper word of a long: its sign. */
  public static long high(long value) {
    return value >> 63;
  }

  /** 1 where the unsigned addition {@code a + b = sum} of lower words overflowed, else 0. */
  public static long carry(long a, long b, long sum) {
    return (a & b | (a | b) & ~sum) >>> 63;
  }

  /** Whether {@code low} alone, read as signed, is the value. */
  public static boolean fitsLong(long high, long low) {
    return high == low >> 63;
  }

  /** The nearest double. */
  public static double toDouble(long high, long low) {
    return fitsLong(high, low) ? (double) low : toBigInteger(high, low).doubleValue();
  }

  public static BigInteger toBigInteger(long high, long low) {
    BigInteger unsignedLow =
        BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
    return BigInteger.valueOf(high).shiftLeft(64).add(unsignedLow);
  }
}
