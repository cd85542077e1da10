package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnVector;

/** Rows without columns. */
public final class EmptyBatch extends VectorBatch {
  private final int rows;

  private EmptyBatch(int rows) {
    this.rows = rows;
  }

  public static EmptyBatch ofRows(int rows) {
    return new EmptyBatch(rows);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public ColumnVector column(int index) {
    throw new IndexOutOfBoundsException("column " + index + " of rows without columns");
  }
}
