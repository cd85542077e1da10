package io.pitwall.query.exec.aggregate;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The state of one aggregate for all groups, as arrays by group number. Nulls are left out. */
public abstract class Accumulator {
  private static final ColumnVector[] NO_ARGUMENTS = new ColumnVector[0];

  /** The type of {@link #emit}'s vectors. */
  public abstract ColumnType type();

  /** Makes room for groups 0 … capacity − 1. */
  public abstract void ensureCapacity(int capacity);

  /** Roughly what a group takes. */
  public abstract long bytesPerGroup();

  /** What is kept beside the arrays by group. */
  public long extraBytes() {
    return 0;
  }

  /** Whether no row that may come can change the results of groups 0 … groups − 1. */
  public boolean isSettled(int groups) {
    return false;
  }

  /**
   * Adds rows.
   *
   * @param arguments not constant, except where a vector is null in all rows
   */
  public abstract void add(int[] groupIds, ColumnVector[] arguments, int rows)
      throws QueryException;

  /** Adds rows that are all of one group; the arguments may be constant. */
  public void addRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch)
      throws QueryException {
    Arrays.fill(scratch.groupIds, 0, rows, group);
    ColumnVector[] dense = arguments.length == 0 ? NO_ARGUMENTS : arguments.clone();
    for (int i = 0; i < dense.length; i++) {
      dense[i] = io.pitwall.query.exec.expression.Vectors.dense(dense[i], rows, scratch.vectors[i]);
    }
    add(scratch.groupIds, dense, rows);
  }

  /** Memory for {@link #addRun}. */
  public static final class RunScratch {
    private final int[] groupIds = new int[ColumnVector.CAPACITY];
    private final ColumnVector[] vectors = {new ColumnVector(), new ColumnVector()};
  }

  /** Whether {@link #addSummary} would do for a block. */
  public boolean canAddSummary(
      BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    return false;
  }

  /**
   * Adds all rows of a block whose argument has a value.
   *
   * @param summaries of the argument; some row has a value
   */
  public void addSummary(
      int group, BlockSummaries summaries, int block, @Nullable Dictionary dictionary)
      throws QueryException {
    throw new IllegalStateException("no summaries for " + getClass().getSimpleName());
  }

  /**
   * Adds what another accumulator of this making knows of its first groups. That one is only read.
   *
   * @param groupIds the groups here that they are part of
   */
  public abstract void addGroups(Accumulator other, int[] groupIds, int count)
      throws QueryException;

  /**
   * The results of the groups from {@code from} on.
   *
   * @throws QueryException if one is out of range
   */
  public abstract void emit(int from, int rows, ColumnVector into) throws QueryException;
}
