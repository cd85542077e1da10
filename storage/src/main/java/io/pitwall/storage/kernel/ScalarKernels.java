package io.pitwall.storage.kernel;

/**
 * {@link Kernels} in plain Java, for JVMs without the Vector API and as the reference of its tests.
 */
public final class ScalarKernels implements Kernels {
  /**
   * Adding it to a double of at most 2^51 in magnitude rounds that to an integer, which then is in
   * the low bits.
   */
  static final double ROUNDER = 0x1.8p52;

  static final long ROUNDER_BITS = Double.doubleToRawLongBits(ROUNDER);

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18
  };

  static double powerOfTen(int exponent) {
    return POWERS_OF_TEN[exponent];
  }

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void profile(long[] values, int offset, int count, LongProfile into) {
    long previous = values[offset];
    long min = previous;
    long max = previous;
    long minDelta = Long.MAX_VALUE;
    long maxDelta = Long.MIN_VALUE;
    int changes = 0;
    for (int i = offset + 1; i < offset + count; i++) {
      long value = values[i];
      long delta = value - previous;
      min = Math.min(min, value);
      max = Math.max(max, value);
      minDelta = Math.min(minDelta, delta);
      maxDelta = Math.max(maxDelta, delta);
      changes += delta == 0 ? 0 : 1;
      previous = value;
    }
    fill(into, min, max, minDelta, maxDelta, changes, count);
  }

  static void fill(
      LongProfile into, long min, long max, long minDelta, long maxDelta, int changes, int count) {
    into.min = min;
    into.max = max;
    into.minDelta = count == 1 ? 0 : minDelta;
    into.maxDelta = count == 1 ? 0 : maxDelta;
    into.runs = changes + 1;
  }

  @Override
  public void deltas(long[] values, int offset, int count, long[] into) {
    for (int i = 0; i < count - 1; i++) {
      into[i] = values[offset + i + 1] - values[offset + i];
    }
  }

  @Override
  public void prefixSum(long first, long[] values, int offset, int count) {
    long sum = first;
    for (int i = offset; i < offset + count; i++) {
      sum += values[i];
      values[i] = sum;
    }
  }

  @Override
  public void pack(long[] values, int offset, int count, long base, int width, long[] words) {
    for (int lane = 0; lane < LANES; lane++) {
      packLane(values, offset + lane, offset + count, base, width, words, lane);
    }
    int rows = (count + LANES - 1) / LANES;
    if (count % LANES != 0 && wordIndex(rows, width) != wordIndex(rows - 1, width)) {
      clearUnreachedWords(words, wordIndex(rows, width), count % LANES);
    }
  }

  /** The index, within a lane, of its last word once it has {@code rows} values; −1 for none. */
  private static int wordIndex(int rows, int width) {
    return (rows * width + 63) / 64 - 1;
  }

  /** The last row may reach words that its absent lanes don't. */
  private static void clearUnreachedWords(long[] words, int wordIndex, int firstAbsentLane) {
    for (int lane = firstAbsentLane; lane < LANES; lane++) {
      words[wordIndex * LANES + lane] = 0;
    }
  }

  private static void packLane(
      long[] values, int from, int to, long base, int width, long[] words, int lane) {
    long word = 0;
    int shift = 0;
    int out = lane;
    for (int i = from; i < to; i += LANES) {
      long value = values[i] - base;
      word |= value << shift;
      shift += width;
      if (shift >= 64) {
        words[out] = word;
        out += LANES;
        shift -= 64;
        word = shift == 0 ? 0 : value >>> (width - shift);
      }
    }
    if (shift > 0) {
      words[out] = word;
    }
  }

  @Override
  public void unpack(long[] words, int width, long base, long[] into, int offset, int count) {
    for (int lane = 0; lane < LANES; lane++) {
      unpackLane(words, lane, width, base, into, offset + lane, offset + count);
    }
  }

  private static void unpackLane(
      long[] words, int lane, int width, long base, long[] into, int from, int to) {
    long mask = (1L << width) - 1;
    long word = words[lane];
    int next = lane + LANES;
    int shift = 0;
    for (int i = from; i < to; i += LANES) {
      long value = word >>> shift;
      shift += width;
      if (shift >= 64) {
        shift -= 64;
        word = words[next];
        next += LANES;
        value |= word << (width - shift);
      }
      into[i] = (value & mask) + base;
    }
  }

  @Override
  public int encodeDecimals(
      double[] values,
      int offset,
      int count,
      int exponent,
      long[] mantissas,
      long[] exceptions,
      LongProfile into) {
    clear(exceptions, count);
    into.min = Long.MAX_VALUE;
    into.max = Long.MIN_VALUE;
    encodeDecimalRange(values, offset, 0, count, exponent, mantissas, exceptions, into);
    return patchExceptions(count, mantissas, exceptions, into);
  }

  static void clear(long[] bits, int count) {
    for (int i = 0; i < (count + 63) / 64; i++) {
      bits[i] = 0;
    }
  }

  static void encodeDecimalRange(
      double[] values,
      int offset,
      int from,
      int to,
      int exponent,
      long[] mantissas,
      long[] exceptions,
      LongProfile range) {
    double scale = powerOfTen(exponent);
    long min = range.min;
    long max = range.max;
    for (int i = from; i < to; i++) {
      double value = values[offset + i];
      double scaled = value * scale;
      double shifted = scaled + ROUNDER;
      long mantissa = Double.doubleToRawLongBits(shifted) - ROUNDER_BITS;
      double back = (shifted - ROUNDER) / scale;
      mantissas[i] = mantissa;
      if (Math.abs(scaled) <= MAX_MANTISSA
          && Double.doubleToRawLongBits(back) == Double.doubleToRawLongBits(value)) {
        min = Math.min(min, mantissa);
        max = Math.max(max, mantissa);
      } else {
        exceptions[i >> 6] |= 1L << i;
      }
    }
    range.min = min;
    range.max = max;
  }

  static int patchExceptions(int count, long[] mantissas, long[] exceptions, LongProfile range) {
    if (range.min > range.max) {
      range.min = 0;
      range.max = 0;
    }
    int found = 0;
    for (int word = 0; word < (count + 63) / 64; word++) {
      long bits = exceptions[word];
      found += Long.bitCount(bits);
      while (bits != 0) {
        int i = word * 64 + Long.numberOfTrailingZeros(bits);
        mantissas[i] = i == 0 ? range.min : mantissas[i - 1];
        bits &= bits - 1;
      }
    }
    return found;
  }

  @Override
  public void decodeDecimals(long[] mantissas, int exponent, double[] into, int offset, int count) {
    decodeDecimalRange(mantissas, exponent, into, offset, 0, count);
  }

  static void decodeDecimalRange(
      long[] mantissas, int exponent, double[] into, int offset, int from, int to) {
    double scale = powerOfTen(exponent);
    for (int i = from; i < to; i++) {
      into[offset + i] = (Double.longBitsToDouble(mantissas[i] + ROUNDER_BITS) - ROUNDER) / scale;
    }
  }

  @Override
  public void widen(int[] values, int offset, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = values[offset + i];
    }
  }

  @Override
  public boolean narrow(long[] values, int[] into, int offset, int count) {
    long seen = 0;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      seen |= value;
      into[offset + i] = (int) value;
    }
    return seen >>> 31 == 0;
  }

  @Override
  public void statistics(long[] values, int offset, int count, LongStatistics into) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    long upper = 0;
    long lower = 0;
    for (int i = offset; i < offset + count; i++) {
      long value = values[i];
      min = Math.min(min, value);
      max = Math.max(max, value);
      upper += value >> 32;
      lower += value & 0xFFFFFFFFL;
    }
    into.add(count, min, max, upper, lower);
  }

  @Override
  public void statistics(
      long[] values, int offset, int count, long[] presence, int bitOffset, LongStatistics into) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    long upper = 0;
    long lower = 0;
    int present = 0;
    for (int i = 0; i < count; i++) {
      if (isPresent(presence, bitOffset + i)) {
        long value = values[offset + i];
        min = Math.min(min, value);
        max = Math.max(max, value);
        upper += value >> 32;
        lower += value & 0xFFFFFFFFL;
        present++;
      }
    }
    into.add(present, min, max, upper, lower);
  }

  static boolean isPresent(long[] presence, int bit) {
    return (presence[bit >> 6] >>> bit & 1) != 0;
  }

  @Override
  public void statistics(double[] values, int offset, int count, DoubleStatistics into) {
    for (int lane = 0; lane < SUM_LANES; lane++) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      double sum = 0;
      double compensation = 0;
      int seen = 0;
      int nans = 0;
      for (int i = lane; i < count; i += SUM_LANES) {
        double value = values[offset + i];
        seen++;
        if (Double.isNaN(value)) {
          nans++;
          continue;
        }
        min = Math.min(min, value);
        max = Math.max(max, value);
        double total = sum + value;
        double part = total - sum;
        compensation += (sum - (total - part)) + (value - part);
        sum = total;
      }
      into.add(seen, nans, min, max);
      into.addSum(sum, compensation);
    }
  }

  @Override
  public void statistics(
      double[] values,
      int offset,
      int count,
      long[] presence,
      int bitOffset,
      DoubleStatistics into) {
    for (int lane = 0; lane < SUM_LANES; lane++) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      double sum = 0;
      double compensation = 0;
      int seen = 0;
      int nans = 0;
      for (int i = lane; i < count; i += SUM_LANES) {
        if (!isPresent(presence, bitOffset + i)) {
          continue;
        }
        double value = values[offset + i];
        seen++;
        if (Double.isNaN(value)) {
          nans++;
          continue;
        }
        min = Math.min(min, value);
        max = Math.max(max, value);
        double total = sum + value;
        double part = total - sum;
        compensation += (sum - (total - part)) + (value - part);
        sum = total;
      }
      into.add(seen, nans, min, max);
      into.addSum(sum, compensation);
    }
  }
}
