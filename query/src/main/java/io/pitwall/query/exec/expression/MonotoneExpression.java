package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;

/**
 * A function of one LONG, TIMESTAMP or BOOLEAN that may be known to be monotone: then equal results
 * at two arguments mean that all between them give the same.
 */
public abstract sealed class MonotoneExpression extends StrictExpression
    permits LongFunction, LongToDouble {
  private final boolean monotone;

  MonotoneExpression(
      ColumnType type, boolean fallible, VectorExpression argument, boolean monotone) {
    super(type, fallible, argument);
    this.monotone = monotone;
  }

  public final boolean isMonotone() {
    return monotone;
  }

  public final VectorExpression value() {
    return argument(0);
  }

  /**
   * The result for one argument as a vector holds it; of a double the raw bits.
   *
   * @throws QueryException if there is none
   */
  public abstract long bits(long value) throws QueryException;
}
