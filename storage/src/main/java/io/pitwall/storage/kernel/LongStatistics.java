package io.pitwall.storage.kernel;

import java.math.BigInteger;

/**
 * Count, minimum, maximum and exact 128-bit sum of longs. Mutable, owned by one thread; starts
 * empty.
 *
 * <p>The sum is {@code sumHigh * 2^64 + sumLow}, with {@code sumLow} read as unsigned. While empty
 * the minimum is {@link Long#MAX_VALUE} and the maximum {@link Long#MIN_VALUE}.
 */
public final class LongStatistics {
  private long count;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;
  private long sumHigh;
  private long sumLow;

  /** Forgets everything. */
  public void clear() {
    set(0, Long.MAX_VALUE, Long.MIN_VALUE, 0, 0);
  }

  /** Takes over figures that were stored. */
  public void set(long count, long min, long max, long sumHigh, long sumLow) {
    this.count = count;
    this.min = min;
    this.max = max;
    this.sumHigh = sumHigh;
    this.sumLow = sumLow;
  }

  /** Adds all that {@code other} has seen. */
  public void merge(LongStatistics other) {
    count += other.count;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    addSum(other.sumHigh, other.sumLow);
  }

  /** Adds {@code value}, {@code times} times over (a run or a constant block). */
  public void addRepeated(long value, long times) {
    if (times == 0) {
      return;
    }
    count += times;
    min = Math.min(min, value);
    max = Math.max(max, value);
    addSum(Math.multiplyHigh(value, times), value * times);
  }

  /** Adds values that a kernel has seen; their sum is {@code upper * 2^32 + lower}. */
  void add(long values, long smallest, long largest, long upper, long lower) {
    count += values;
    min = Math.min(min, smallest);
    max = Math.max(max, largest);
    addSum(upper >> 32, upper << 32);
    addSum(0, lower);
  }

  private void addSum(long high, long low) {
    long total = sumLow + low;
    long carry = Long.compareUnsigned(total, low) < 0 ? 1 : 0;
    sumLow = total;
    sumHigh += high + carry;
  }

  /** Values seen. */
  public long count() {
    return count;
  }

  public long min() {
    return min;
  }

  public long max() {
    return max;
  }

  /** The upper 64 bits of the sum, signed. */
  public long sumHigh() {
    return sumHigh;
  }

  /** The lower 64 bits of the sum, unsigned. */
  public long sumLow() {
    return sumLow;
  }

  /** Whether {@link #sumLow} alone, read as signed, is the sum. */
  public boolean sumFitsLong() {
    return sumHigh == sumLow >> 63;
  }

  /** The sum as a double, correctly rounded. */
  public double sumAsDouble() {
    return sumFitsLong() ? (double) sumLow : sum().doubleValue();
  }

  /** The exact sum. */
  public BigInteger sum() {
    BigInteger low =
        BigInteger.valueOf(sumLow >>> 1).shiftLeft(1).add(BigInteger.valueOf(sumLow & 1));
    return BigInteger.valueOf(sumHigh).shiftLeft(64).add(low);
  }
}
