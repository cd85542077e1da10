package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/**
 * An expression over the columns of a batch, evaluated a vector at a time. Holds its result and
 * scratch vectors, so it belongs to one execution and one place in it.
 */
public abstract class VectorExpression {
  private final ColumnType type;

  protected VectorExpression(ColumnType type) {
    this.type = type;
  }

  /** The type of the result's vector; an interval is a LONG of nanoseconds. */
  public final ColumnType type() {
    return type;
  }

  /**
   * Computes all rows of the batch.
   *
   * @return valid until the next evaluation; not to be changed
   * @throws QueryException if a row has no value by SQL's rules (division by zero, overflow, a text
   *     that is no number)
   */
  public abstract ColumnVector evaluate(VectorBatch batch) throws QueryException;

  /** Whether a row can raise an error, so that it must not be evaluated for rows left out. */
  public abstract boolean mayFail();
}
