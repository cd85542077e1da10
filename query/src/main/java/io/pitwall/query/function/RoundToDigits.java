package io.pitwall.query.function;

import io.pitwall.query.exec.expression.StrictExpression;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** ROUND with a number of digits that differs from row to row. */
final class RoundToDigits extends StrictExpression {
  RoundToDigits(VectorExpression value, VectorExpression digits) {
    super(ColumnType.DOUBLE, false, value, digits);
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result) {
    for (int i = 0; i < rows; i++) {
      result.doubles()[i] = Rounding.round(arguments[0].doubles()[i], arguments[1].longs()[i]);
    }
  }
}
