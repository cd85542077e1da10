package io.pitwall.query.function;

import io.pitwall.query.exec.expression.StrictExpression;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** ROUND with a number of digits that differs from row to row; longs stay longs. */
final class RoundToDigits extends StrictExpression {
  /**
   * @param value LONG or DOUBLE, which is the type of the result too
   * @param digits LONG
   */
  RoundToDigits(VectorExpression value, VectorExpression digits) {
    super(value.type(), value.type() == ColumnType.LONG, value, digits);
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result)
      throws QueryException {
    long[] digits = arguments[1].longs();
    if (type() == ColumnType.LONG) {
      round(arguments[0].longs(), digits, rows, result);
    } else {
      round(arguments[0].doubles(), digits, rows, result.doubles());
    }
  }

  /** Only rows that have a value, because the others could be out of range. */
  private static void round(long[] values, long[] digits, int rows, ColumnVector result)
      throws QueryException {
    long[] out = result.longs();
    for (int i = 0; i < rows; i++) {
      if (!result.isNull(i)) {
        out[i] = NumberFunctions.roundExactly(values[i], digits[i]);
      }
    }
  }

  private static void round(double[] values, long[] digits, int rows, double[] out) {
    for (int i = 0; i < rows; i++) {
      out[i] = Rounding.round(values[i], digits[i]);
    }
  }
}
