package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Ordering;
import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.read.DoubleSummaries;
import io.pitwall.storage.read.LongSummaries;

/**
 * The least or the greatest long, time, boolean or double, for MIN, MAX, and ANY_VALUE, for which
 * the least will do. Doubles are kept as longs of the same order, NaN above all others.
 */
final class ExtremeState extends ChoiceState {
  private final ColumnType type;
  private final boolean max;
  private final Slot.Longs extremes;
  private final Slot.Flags seen;

  /**
   * @param type not STRING
   */
  ExtremeState(ColumnType type, boolean max, GroupSlots slots) {
    this.type = type;
    this.max = max;
    extremes = slots.longs(max ? Long.MIN_VALUE : Long.MAX_VALUE);
    seen = slots.flags();
  }

  @Override
  public void update(int[] groupIds, ColumnVector[] arguments, int rows) {
    ColumnVector values = arguments[0];
    if (values.hasNulls()) {
      for (int i = 0; i < rows; i++) {
        if (!values.isNull(i)) {
          add(groupIds[i], ordered(values, i));
        }
      }
    } else if (type == ColumnType.DOUBLE) {
      addDoubles(groupIds, values.doubles(), rows);
    } else if (max) {
      addMax(groupIds, values.longs(), rows, extremes.values, seen.values);
    } else {
      addMin(groupIds, values.longs(), rows, extremes.values, seen.values);
    }
  }

  private void addDoubles(int[] groupIds, double[] values, int rows) {
    if (max) {
      addMax(groupIds, values, rows, extremes.values, seen.values);
    } else {
      addMin(groupIds, values, rows, extremes.values, seen.values);
    }
  }

  private static void addMax(
      int[] groupIds, double[] values, int rows, long[] extremes, boolean[] seen) {
    for (int i = 0; i < rows; i++) {
      int group = groupIds[i];
      long value = Ordering.toLong(values[i]);
      if (value > extremes[group]) {
        extremes[group] = value;
      }
      seen[group] = true;
    }
  }

  private static void addMin(
      int[] groupIds, double[] values, int rows, long[] extremes, boolean[] seen) {
    for (int i = 0; i < rows; i++) {
      int group = groupIds[i];
      // Of a NaN these bits may be anything, so a value that seems less is looked at again.
      if (Ordering.toLongUnlessNan(values[i]) < extremes[group]) {
        extremes[group] = Math.min(extremes[group], Ordering.toLong(values[i]));
      }
      seen[group] = true;
    }
  }

  /** A long in the order of the values. */
  private long ordered(ColumnVector values, int row) {
    return type == ColumnType.DOUBLE ? Ordering.toLong(values.doubles()[row]) : values.longs()[row];
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

  private void add(int group, long value) {
    long extreme = extremes.values[group];
    extremes.values[group] = max ? Math.max(extreme, value) : Math.min(extreme, value);
    seen.values[group] = true;
  }

  private void add(int group, double value) {
    add(group, Ordering.toLong(value));
  }

  @Override
  public void updateRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch) {
    ColumnVector values = arguments[0];
    int count = values.isConstant() ? 1 : rows;
    if (values.hasNulls()) {
      for (int i = 0; i < count; i++) {
        if (!values.isNull(i)) {
          add(group, ordered(values, i));
        }
      }
    } else if (count > 0 && type == ColumnType.DOUBLE) {
      double[] doubles = values.doubles();
      add(group, max ? Extremes.max(doubles, count) : Extremes.min(doubles, count));
    } else if (count > 0) {
      long[] longs = values.longs();
      add(group, max ? Extremes.max(longs, count) : Extremes.min(longs, count));
    }
  }

  /** Adds the values of a block. */
  void add(int group, LongSummaries summaries, int block) {
    add(group, max ? summaries.max(block) : summaries.min(block));
  }

  /** Adds the values of a block, of which some may be NaN. */
  void add(int group, DoubleSummaries summaries, int block) {
    int nans = summaries.nans(block);
    if (nans > 0) {
      add(group, Double.NaN);
    }
    if (summaries.nonNulls(block) > nans) {
      add(group, max ? summaries.max(block) : summaries.min(block));
    }
  }

  @Override
  public void merge(AggregateState other, int[] groupIds, int count) {
    ExtremeState that = (ExtremeState) other;
    for (int i = 0; i < count; i++) {
      if (that.seen.values[i]) {
        add(groupIds[i], that.extremes.values[i]);
      }
    }
  }

  @Override
  public void emit(int from, int rows, ColumnVector into) {
    into.reset(type, rows);
    for (int i = 0; i < rows; i++) {
      long extreme = extremes.values[from + i];
      if (type == ColumnType.DOUBLE) {
        into.doubles()[i] = Ordering.toDouble(extreme);
      } else {
        into.longs()[i] = extreme;
      }
      if (!seen.values[from + i]) {
        Vectors.setNull(into, i);
      }
    }
  }
}
