package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import org.jspecify.annotations.Nullable;

/** Passes a value on to another accumulator only when its group has not seen it before. */
public final class DistinctAccumulator extends Accumulator {
  private final Accumulator inner;
  private final KeyColumn keys;
  private final PairSet seen = new PairSet();
  private final int[] codes = new int[ColumnVector.CAPACITY];
  private final int[] newRows = new int[ColumnVector.CAPACITY];
  private final int[] newGroups = new int[ColumnVector.CAPACITY];
  private final ColumnVector gathered = new ColumnVector();
  private final ColumnVector one = new ColumnVector();
  private final int[] oneGroup = new int[1];

  /**
   * @param argument the type of the one argument
   */
  public DistinctAccumulator(Accumulator inner, ColumnType argument) {
    this.inner = inner;
    this.keys = KeyColumn.of(argument);
  }

  @Override
  public ColumnType type() {
    return inner.type();
  }

  @Override
  public void ensureCapacity(int capacity) {
    inner.ensureCapacity(capacity);
  }

  @Override
  public long bytesPerGroup() {
    return inner.bytesPerGroup();
  }

  @Override
  public long extraBytes() {
    return seen.sizeBytes() + keys.sizeBytes() + inner.extraBytes();
  }

  @Override
  public void add(int[] groupIds, ColumnVector[] arguments, int rows) throws QueryException {
    ColumnVector values = arguments[0];
    keys.encode(values, rows, codes);
    int count = 0;
    for (int i = 0; i < rows; i++) {
      if (!values.isNull(i) && seen.add(groupIds[i], codes[i])) {
        newGroups[count] = groupIds[i];
        newRows[count++] = i;
      }
    }
    if (count > 0) {
      Vectors.gather(values, newRows, count, gathered);
      inner.add(newGroups, new ColumnVector[] {gathered}, count);
    }
  }

  @Override
  public void addRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch)
      throws QueryException {
    if (arguments[0].isConstant()) {
      if (!arguments[0].hasNulls()) {
        addConstant(group, arguments[0]);
      }
      return;
    }
    super.addRun(group, arguments, rows, scratch);
  }

  private void addConstant(int group, ColumnVector value) throws QueryException {
    if (seen.add(group, keys.encodeConstant(value))) {
      oneGroup[0] = group;
      newRows[0] = 0;
      Vectors.gather(value, newRows, 1, one);
      one.flatten();
      inner.add(oneGroup, new ColumnVector[] {one}, 1);
    }
  }

  @Override
  public boolean canAddSummary(
      BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    return inner instanceof CountAccumulator
        && keys.constantValue(summaries, block, dictionary) != KeyColumn.NONE;
  }

  @Override
  public void addSummary(
      int group, BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    if (seen.add(group, keys.constantValue(summaries, block, dictionary))) {
      ((CountAccumulator) inner).addRows(group, 1);
    }
  }

  @Override
  public void addGroups(Accumulator other, int[] groupIds, int count) throws QueryException {
    DistinctAccumulator that = (DistinctAccumulator) other;
    int[] groups = new int[ColumnVector.CAPACITY];
    int[] theirs = new int[ColumnVector.CAPACITY];
    ColumnVector values = new ColumnVector();
    long[] pairs = that.seen.toArray();
    for (int from = 0; from < pairs.length; from += ColumnVector.CAPACITY) {
      int rows = Math.min(ColumnVector.CAPACITY, pairs.length - from);
      for (int i = 0; i < rows; i++) {
        groups[i] = groupIds[(int) (pairs[from + i] >>> Integer.SIZE)];
        theirs[i] = (int) pairs[from + i];
      }
      that.keys.emit(theirs, 0, rows, values);
      add(groups, new ColumnVector[] {values}, rows);
    }
  }

  @Override
  public void emit(int from, int rows, ColumnVector into) throws QueryException {
    inner.emit(from, rows, into);
  }
}
