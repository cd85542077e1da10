package io.pitwall.storage.kernel;

import io.pitwall.storage.column.Int128;
import java.math.BigInteger;

/**
 * Count, minimum, maximum and exact 128-bit sum of longs. Mutable, owned by one thread; starts
 * empty.
 *
 * <p>The sum is an {@link Int128}: {@code sumHigh * 2^64 + sumLow}. While empty the minimum is
 * {@link Long#MAX_VALUE} and the maximum {@link Long#MIN_VALUE}.
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
    long before = sumLow;
    sumLow = before + low;
    sumHigh += high + Int128.carry(before, low, sumLow);
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

  /** The exact sum. */
  public BigInteger sum() {
    return Int128.toBigInteger(sumHigh, sumLow);
  }
}
