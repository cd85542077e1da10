package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnType;

/** Whether a value lies in one of some ranges that were known before execution; null for null. */
public abstract class RangePredicate extends StrictExpression {
  RangePredicate(VectorExpression value) {
    super(ColumnType.BOOLEAN, false, value);
  }

  public final VectorExpression value() {
    return argument(0);
  }
}
