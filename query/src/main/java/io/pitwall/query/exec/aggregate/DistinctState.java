package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** Passes a value on to another state only when its group has not seen it before: DISTINCT. */
public final class DistinctState extends AggregateState {
  private final AggregateState inner;
  private final KeyColumn keys;
  private final PairSet seen = new PairSet();
  private final int[] codes = new int[ColumnVector.CAPACITY];
  private final int[] newRows = new int[ColumnVector.CAPACITY];
  private final int[] newGroups = new int[ColumnVector.CAPACITY];
  private final ColumnVector gathered = new ColumnVector();
  private final ColumnVector one = new ColumnVector();
  private final int[] oneGroup = new int[1];

  /**
   * @param inner the state of one argument that holds the result
   * @param argument the argument's type
   */
  public DistinctState(AggregateState inner, ColumnType argument) {
    this.inner = inner;
    this.keys = KeyColumn.of(argument);
  }

  @Override
  public long extraBytes() {
    return seen.sizeBytes() + keys.sizeBytes() + inner.extraBytes();
  }

  @Override
  public void update(int[] groupIds, ColumnVector[] arguments, int rows) throws QueryException {
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
      inner.update(newGroups, new ColumnVector[] {gathered}, count);
    }
  }

  @Override
  public void updateRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch)
      throws QueryException {
    if (arguments[0].isConstant()) {
      if (!arguments[0].hasNulls()) {
        addConstant(group, arguments[0]);
      }
      return;
    }
    super.updateRun(group, arguments, rows, scratch);
  }

  private void addConstant(int group, ColumnVector value) throws QueryException {
    if (seen.add(group, keys.encodeConstant(value))) {
      oneGroup[0] = group;
      newRows[0] = 0;
      Vectors.gather(value, newRows, 1, one);
      one.flatten();
      inner.update(oneGroup, new ColumnVector[] {one}, 1);
    }
  }

  /** Whether a block's summary is enough: it has one value only, and values are just counted. */
  boolean isKnown(ColumnSummary summary, int block) {
    return inner instanceof CountState && codeOf(summary, block) != KeyColumn.NONE;
  }

  /** Adds the one value of a block for which {@link #isKnown}. */
  void add(int group, ColumnSummary summary, int block) {
    if (seen.add(group, codeOf(summary, block))) {
      ((CountState) inner).add(group, 1);
    }
  }

  private int codeOf(ColumnSummary summary, int block) {
    return keys.constantValue(summary.blocks(), block, summary.dictionary());
  }

  @Override
  public void merge(AggregateState other, int[] groupIds, int count) throws QueryException {
    DistinctState that = (DistinctState) other;
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
      update(groups, new ColumnVector[] {values}, rows);
    }
  }
}
