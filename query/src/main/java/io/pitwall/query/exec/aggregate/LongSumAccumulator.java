package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.column.Int128;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.LongSummaries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** SUM and AVG of longs: exact in 128 bits, so that only the result must fit. */
public final class LongSumAccumulator extends Accumulator {
  private final SumKind kind;
  private long[] highs = new long[0];
  private long[] lows = new long[0];
  private long[] counts = new long[0];

  public LongSumAccumulator(SumKind kind) {
    this.kind = kind;
  }

  @Override
  public ColumnType type() {
    return kind == SumKind.AVERAGE ? ColumnType.DOUBLE : ColumnType.LONG;
  }

  @Override
  public void ensureCapacity(int capacity) {
    highs = Arrays.copyOf(highs, capacity);
    lows = Arrays.copyOf(lows, capacity);
    counts = Arrays.copyOf(counts, capacity);
  }

  @Override
  public long bytesPerGroup() {
    return 24;
  }

  @Override
  public void add(int[] groupIds, ColumnVector[] arguments, int rows) {
    ColumnVector values = arguments[0];
    if (values.hasNulls()) {
      addPresent(groupIds, values, rows);
    } else {
      addAll(groupIds, values.longs(), rows, highs, lows, counts);
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

  private void addPresent(int[] groupIds, ColumnVector values, int rows) {
    for (int i = 0; i < rows; i++) {
      if (!values.isNull(i)) {
        long value = values.longs()[i];
        merge(groupIds[i], Int128.high(value), value, 1);
      }
    }
  }

  private void merge(int group, long high, long low, long count) {
    long before = lows[group];
    long after = before + low;
    lows[group] = after;
    highs[group] += high + Int128.carry(before, low, after);
    counts[group] += count;
  }

  @Override
  public void addRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch) {
    ColumnVector values = arguments[0];
    if (values.isConstant()) {
      if (!values.hasNulls()) {
        long value = values.longs()[0];
        merge(group, Math.multiplyHigh(value, rows), value * rows, rows);
      }
      return;
    }
    if (values.hasNulls()) {
      for (int i = 0; i < rows; i++) {
        if (!values.isNull(i)) {
          long value = values.longs()[i];
          merge(group, Int128.high(value), value, 1);
        }
      }
      return;
    }
    // 1,024 halves of 32 bits can't overflow 64.
    long lowHalves = sumOfLowHalves(values.longs(), rows);
    long highHalves = sumOfHighHalves(values.longs(), rows);
    merge(group, 0, lowHalves, rows);
    merge(group, highHalves >> 32, highHalves << 32, 0);
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

  @Override
  public boolean canAddSummary(
      BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    return true;
  }

  @Override
  public void addSummary(
      int group, BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    LongSummaries longs = (LongSummaries) summaries;
    merge(group, longs.sumHigh(block), longs.sumLow(block), longs.nonNulls(block));
  }

  @Override
  public void addGroups(Accumulator other, int[] groupIds, int count) {
    LongSumAccumulator that = (LongSumAccumulator) other;
    for (int i = 0; i < count; i++) {
      merge(groupIds[i], that.highs[i], that.lows[i], that.counts[i]);
    }
  }

  @Override
  public void emit(int from, int rows, ColumnVector into) throws QueryException {
    into.reset(type(), rows);
    for (int i = 0; i < rows; i++) {
      int group = from + i;
      if (counts[group] == 0) {
        emitEmpty(into, i);
      } else if (kind == SumKind.AVERAGE) {
        into.doubles()[i] = Int128.toDouble(highs[group], lows[group]) / counts[group];
      } else {
        into.longs()[i] = exactSum(group);
      }
    }
  }

  private void emitEmpty(ColumnVector into, int row) {
    if (kind == SumKind.SUM_OR_ZERO) {
      into.longs()[row] = 0;
    } else {
      Vectors.setNull(into, row);
    }
  }

  private long exactSum(int group) throws QueryException {
    if (!Int128.fitsLong(highs[group], lows[group])) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE,
          "the SUM "
              + Int128.toBigInteger(highs[group], lows[group])
              + " does not fit in a 64-bit integer; SUM(CAST(… AS DOUBLE)) gives it rounded");
    }
    return lows[group];
  }
}
