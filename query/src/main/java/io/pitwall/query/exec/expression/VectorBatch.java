package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnVector;

/**
 * At most 1,024 rows, whose columns are made when they are first used: other columns are neither
 * decoded nor computed. Owned by one thread; valid until its operator delivers the next batch.
 */
public abstract class VectorBatch {
  public abstract int rows();

  /**
   * A column, by its position in the operator's row. Not to be changed; the same vector each time.
   *
   * @throws QueryException if it can't be read or computed
   */
  public abstract ColumnVector column(int index) throws QueryException;
}
