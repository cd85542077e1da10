package io.pitwall.query.exec.aggregate;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** COUNT of rows, or of those where the argument has a value. */
public final class CountAccumulator extends Accumulator {
  private long[] counts = new long[0];

  @Override
  public ColumnType type() {
    return ColumnType.LONG;
  }

  @Override
  public void ensureCapacity(int capacity) {
    counts = Arrays.copyOf(counts, capacity);
  }

  @Override
  public long bytesPerGroup() {
    return 8;
  }

  /** Adds rows of one group, whatever they hold. */
  public void addRows(int group, long rows) {
    counts[group] += rows;
  }

  @Override
  public void add(int[] groupIds, ColumnVector[] arguments, int rows) {
    if (arguments.length == 0 || !arguments[0].hasNulls()) {
      addAll(groupIds, counts, rows);
    } else {
      addPresent(groupIds, arguments[0].present(), counts, rows);
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
  public void addRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch) {
    counts[group] += arguments.length == 0 ? rows : nonNulls(arguments[0], rows);
  }

  static int nonNulls(ColumnVector vector, int rows) {
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
  public boolean canAddSummary(
      BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    return true;
  }

  @Override
  public void addSummary(
      int group, BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    counts[group] += summaries.nonNulls(block);
  }

  @Override
  public void addGroups(Accumulator other, int[] groupIds, int count) {
    CountAccumulator that = (CountAccumulator) other;
    for (int i = 0; i < count; i++) {
      counts[groupIds[i]] += that.counts[i];
    }
  }

  @Override
  public void emit(int from, int rows, ColumnVector into) {
    into.reset(ColumnType.LONG, rows);
    System.arraycopy(counts, from, into.longs(), 0, rows);
  }
}
