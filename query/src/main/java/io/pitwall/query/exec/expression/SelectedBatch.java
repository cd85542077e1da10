package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;

/** Some rows of another batch, made dense; a column is gathered when it is first used. */
public final class SelectedBatch extends VectorBatch {
  private ColumnVector[] vectors;
  private boolean[] gathered;
  private final int[] selection = new int[ColumnVector.CAPACITY];
  private VectorBatch base = EmptyBatch.ofRows(0);
  private int rows;

  /**
   * @param columns how many columns the base is expected to have; it may have more
   */
  public SelectedBatch(int columns) {
    vectors = new ColumnVector[columns];
    gathered = new boolean[columns];
  }

  /**
   * Stands for these rows from now on.
   *
   * @param chosen row numbers of the base, ascending; copied
   */
  public void select(VectorBatch newBase, int[] chosen, int count) {
    base = newBase;
    System.arraycopy(chosen, 0, selection, 0, count);
    rows = count;
    Arrays.fill(gathered, false);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public ColumnVector column(int index) throws QueryException {
    if (index >= vectors.length) {
      vectors = Arrays.copyOf(vectors, index + 1);
      gathered = Arrays.copyOf(gathered, index + 1);
    }
    if (!gathered[index]) {
      if (vectors[index] == null) {
        vectors[index] = new ColumnVector();
      }
      Vectors.gather(base.column(index), selection, rows, vectors[index]);
      gathered[index] = true;
    }
    return vectors[index];
  }
}
