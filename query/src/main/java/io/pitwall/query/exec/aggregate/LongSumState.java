package io.pitwall.query.exec.aggregate;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Int128;
import io.pitwall.storage.read.LongSummaries;

/** Sums of longs: exact in 128 bits, so that only the result must fit 64. */
final class LongSumState extends SumState {
  private final Slot.Int128s sums;

  LongSumState(GroupSlots slots) {
    super(slots);
    sums = slots.int128s();
  }

  @Override
  ColumnType type() {
    return ColumnType.LONG;
  }

  @Override
  public void update(int[] groupIds, ColumnVector[] arguments, int rows) {
    ColumnVector values = arguments[0];
    if (values.hasNulls()) {
      for (int i = 0; i < rows; i++) {
        if (!values.isNull(i)) {
          add(groupIds[i], values.longs()[i]);
        }
      }
    } else {
      addAll(groupIds, values.longs(), rows, sums.highs, sums.lows, counts.values);
    }
  }

  private static void addAll(
      int[] groupIds, long[] values, int rows, long[] highs, long[] lows, long[] counts) {
    for (int i = 0; i < rows; i++) {
      int group = groupIds[i];
      long value = values[i];
      long before = lows[group];
      long after = before + value;
      lows[group] = after;
      highs[group] += Int128.high(value) + Int128.carry(before, value, after);
      counts[group]++;
    }
  }

  private void add(int group, long value) {
    add(group, Int128.high(value), value, 1);
  }

  /** Adds a sum of 128 bits. */
  private void add(int group, long high, long low, long count) {
    long before = sums.lows[group];
    long after = before + low;
    sums.lows[group] = after;
    sums.highs[group] += high + Int128.carry(before, low, after);
    counts.values[group] += count;
  }

  @Override
  public void updateRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch) {
    ColumnVector values = arguments[0];
    if (values.isConstant()) {
      if (!values.hasNulls()) {
        long value = values.longs()[0];
        add(group, Math.multiplyHigh(value, rows), value * rows, rows);
      }
      return;
    }
    if (values.hasNulls()) {
      for (int i = 0; i < rows; i++) {
        if (!values.isNull(i)) {
          add(group, values.longs()[i]);
        }
      }
      return;
    }
    // 1,024 halves of 32 bits can't overflow 64.
    long lowHalves = sumOfLowHalves(values.longs(), rows);
    long highHalves = sumOfHighHalves(values.longs(), rows);
    add(group, 0, lowHalves, rows);
    add(group, highHalves >> 32, highHalves << 32, 0);
  }

  private static long sumOfLowHalves(long[] values, int rows) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += values[i] & 0xFFFFFFFFL;
    }
    return sum;
  }

  private static long sumOfHighHalves(long[] values, int rows) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += values[i] >> 32;
    }
    return sum;
  }

  /** Adds the values of a block. */
  void add(int group, LongSummaries summaries, int block) {
    add(group, summaries.sumHigh(block), summaries.sumLow(block), summaries.nonNulls(block));
  }

  @Override
  public void merge(AggregateState other, int[] groupIds, int count) {
    LongSumState that = (LongSumState) other;
    for (int i = 0; i < count; i++) {
      add(groupIds[i], that.sums.highs[i], that.sums.lows[i], that.counts.values[i]);
    }
  }

  @Override
  void emitSum(int group, ColumnVector into, int row) throws QueryException {
    long high = sums.highs[group];
    long low = sums.lows[group];
    if (!Int128.fitsLong(high, low)) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE,
          "the SUM "
              + Int128.toBigInteger(high, low)
              + " does not fit in a 64-bit integer; SUM(CAST(… AS DOUBLE)) gives it rounded");
    }
    into.longs()[row] = low;
  }

  @Override
  double sum(int group) {
    return Int128.toDouble(sums.highs[group], sums.lows[group]);
  }
}
