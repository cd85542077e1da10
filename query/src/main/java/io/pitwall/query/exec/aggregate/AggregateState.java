package io.pitwall.query.exec.aggregate;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnVector;

/**
 * What an aggregate keeps of the rows of each group, in {@link Slot}s. Null arguments are left out.
 *
 * <p>A state is updated with rows, merged with other states of its kind, and read by the results of
 * one or more aggregates: SUM and AVG of one argument share a state. Whether it can be updated from
 * a summary instead of rows is said by {@link SummaryTable}. One thread, until it is no longer
 * changed.
 */
public abstract sealed class AggregateState
    permits CountState, SumState, ChoiceState, DistinctState {

  /** What is kept apart from the slots. */
  public long extraBytes() {
    return 0;
  }

  /** Lets go of the dictionaries that the values came from. */
  public void forgetSources() {}

  /** Whether no further row can change the results of groups 0 … groups − 1. */
  public boolean isSettled(int groups) {
    return false;
  }

  /**
   * Adds rows.
   *
   * @param groupIds the group of each row
   * @param arguments not constant, except where a vector is null in all rows
   */
  public abstract void update(int[] groupIds, ColumnVector[] arguments, int rows)
      throws QueryException;

  /**
   * Adds rows that are all of one group. States override it where that is faster than one group per
   * row.
   *
   * @param arguments may be constant
   */
  public void updateRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch)
      throws QueryException {
    update(scratch.groupIds(group, rows), scratch.dense(arguments, rows), rows);
  }

  /**
   * Adds the first groups of another state of the same kind, which is only read.
   *
   * @param groupIds by the other's group, the group here that it is part of
   */
  public abstract void merge(AggregateState other, int[] groupIds, int count) throws QueryException;
}
