package io.pitwall.query.exec.aggregate;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** The number of rows, or of those in which the argument has a value. */
public final class CountState extends AggregateState {
  private final Slot.Longs counts;

  public CountState(GroupSlots slots) {
    counts = slots.longs(0);
  }

  /** Adds rows of one group, whatever they hold. */
  public void add(int group, long rows) {
    counts.values[group] += rows;
  }

  @Override
  public void update(int[] groupIds, ColumnVector[] arguments, int rows) {
    if (arguments.length == 0 || !arguments[0].hasNulls()) {
      addAll(groupIds, counts.values, rows);
    } else {
      addPresent(groupIds, arguments[0].present(), counts.values, rows);
    }
  }

  private static void addAll(int[] groupIds, long[] counts, int rows) {
    for (int i = 0; i < rows; i++) {
      counts[groupIds[i]]++;
    }
  }

  private static void addPresent(int[] groupIds, long[] present, long[] counts, int rows) {
    for (int i = 0; i < rows; i++) {
      counts[groupIds[i]] += present[i >>> 6] >>> i & 1;
    }
  }

  @Override
  public void updateRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch) {
    add(group, arguments.length == 0 ? rows : nonNulls(arguments[0], rows));
  }

  private static int nonNulls(ColumnVector vector, int rows) {
    if (!vector.hasNulls()) {
      return rows;
    }
    int count = 0;
    for (int i = 0; i < rows; i++) {
      count += (int) (vector.present()[i >>> 6] >>> i & 1);
    }
    return count;
  }

  @Override
  public void merge(AggregateState other, int[] groupIds, int count) {
    CountState that = (CountState) other;
    for (int i = 0; i < count; i++) {
      add(groupIds[i], that.counts.values[i]);
    }
  }

  /** COUNT: never null. */
  public void emit(int from, int rows, ColumnVector into) {
    into.reset(ColumnType.LONG, rows);
    System.arraycopy(counts.values, from, into.longs(), 0, rows);
  }
}
