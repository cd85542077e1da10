package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.LongSummaries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** MIN and MAX of longs, times and booleans; and ANY_VALUE of them, for which a minimum will do. */
public final class LongExtremeAccumulator extends Accumulator {
  private final ColumnType type;
  private final boolean max;
  private long[] extremes = new long[0];
  private boolean[] seen = new boolean[0];

  public LongExtremeAccumulator(ColumnType type, boolean max) {
    this.type = type;
    this.max = max;
  }

  @Override
  public ColumnType type() {
    return type;
  }

  @Override
  public void ensureCapacity(int capacity) {
    int before = extremes.length;
    extremes = Arrays.copyOf(extremes, capacity);
    Arrays.fill(extremes, before, capacity, max ? Long.MIN_VALUE : Long.MAX_VALUE);
    seen = Arrays.copyOf(seen, capacity);
  }

  @Override
  public long bytesPerGroup() {
    return 9;
  }

  @Override
  public void add(int[] groupIds, ColumnVector[] arguments, int rows) {
    ColumnVector values = arguments[0];
    if (values.hasNulls()) {
      for (int i = 0; i < rows; i++) {
        if (!values.isNull(i)) {
          merge(groupIds[i], values.longs()[i]);
        }
      }
    } else if (max) {
      addMax(groupIds, values.longs(), rows, extremes, seen);
    } else {
      addMin(groupIds, values.longs(), rows, extremes, seen);
    }
  }

  private static void addMax(
      int[] groupIds, long[] values, int rows, long[] extremes, boolean[] seen) {
    for (int i = 0; i < rows; i++) {
      int group = groupIds[i];
      extremes[group] = Math.max(extremes[group], values[i]);
      seen[group] = true;
    }
  }

  private static void addMin(
      int[] groupIds, long[] values, int rows, long[] extremes, boolean[] seen) {
    for (int i = 0; i < rows; i++) {
      int group = groupIds[i];
      extremes[group] = Math.min(extremes[group], values[i]);
      seen[group] = true;
    }
  }

  private void merge(int group, long value) {
    extremes[group] = max ? Math.max(extremes[group], value) : Math.min(extremes[group], value);
    seen[group] = true;
  }

  @Override
  public void addRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch) {
    ColumnVector values = arguments[0];
    int count = values.isConstant() ? 1 : rows;
    if (values.hasNulls()) {
      for (int i = 0; i < count; i++) {
        if (!values.isNull(i)) {
          merge(group, values.longs()[i]);
        }
      }
    } else if (count > 0) {
      merge(group, max ? maximum(values.longs(), count) : minimum(values.longs(), count));
    }
  }

  private static long maximum(long[] values, int rows) {
    long extreme = values[0];
    for (int i = 1; i < rows; i++) {
      extreme = Math.max(extreme, values[i]);
    }
    return extreme;
  }

  private static long minimum(long[] values, int rows) {
    long extreme = values[0];
    for (int i = 1; i < rows; i++) {
      extreme = Math.min(extreme, values[i]);
    }
    return extreme;
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
    merge(group, max ? longs.max(block) : longs.min(block));
  }

  @Override
  public void addGroups(Accumulator other, int[] groupIds, int count) {
    LongExtremeAccumulator that = (LongExtremeAccumulator) other;
    for (int i = 0; i < count; i++) {
      if (that.seen[i]) {
        merge(groupIds[i], that.extremes[i]);
      }
    }
  }

  @Override
  public void emit(int from, int rows, ColumnVector into) {
    into.reset(type, rows);
    for (int i = 0; i < rows; i++) {
      into.longs()[i] = extremes[from + i];
      if (!seen[from + i]) {
        Vectors.setNull(into, i);
      }
    }
  }
}
