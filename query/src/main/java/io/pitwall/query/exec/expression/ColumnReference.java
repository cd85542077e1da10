package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** A column of the input as it is. */
public final class ColumnReference extends VectorExpression {
  private final int index;

  public ColumnReference(int index, ColumnType type) {
    super(type);
    this.index = index;
  }

  public int index() {
    return index;
  }

  @Override
  public ColumnVector evaluate(VectorBatch batch) throws QueryException {
    return batch.column(index);
  }

  @Override
  public boolean mayFail() {
    return false;
  }
}
