package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;

/** Memory to turn rows of one group into rows that each have a group. One thread. */
public final class RunScratch {
  private static final int MAX_ARGUMENTS = 2;

  private final int[] groupIds = new int[ColumnVector.CAPACITY];
  private final ColumnVector[] vectors = new ColumnVector[MAX_ARGUMENTS];

  public RunScratch() {
    Arrays.setAll(vectors, i -> new ColumnVector());
  }

  /** The same group for each row. */
  int[] groupIds(int group, int rows) {
    Arrays.fill(groupIds, 0, rows, group);
    return groupIds;
  }

  /** The arguments with a value at every index. */
  ColumnVector[] dense(ColumnVector[] arguments, int rows) {
    ColumnVector[] dense = new ColumnVector[arguments.length];
    for (int i = 0; i < dense.length; i++) {
      dense[i] = Vectors.dense(arguments[i], rows, vectors[i]);
    }
    return dense;
  }
}
