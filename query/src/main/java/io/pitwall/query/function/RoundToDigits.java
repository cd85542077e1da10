package io.pitwall.query.function;

import io.pitwall.query.exec.expression.StrictExpression;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** ROUND of longs or doubles to a number of digits, which may differ from row to row. */
final class RoundToDigits extends StrictExpression {
  /**
   * @param value of type LONG or DOUBLE, which is also that of the result
   * @param digits of type LONG
   */
  RoundToDigits(VectorExpression value, VectorExpression digits) {
    super(value.type(), true, value, digits);
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result)
      throws QueryException {
    long[] digits = arguments[1].longs();
    boolean isLong = type() == ColumnType.LONG;
    for (int i = 0; i < rows; i++) {
      if (result.isNull(i)) {
        continue;
      }
      if (isLong) {
        result.longs()[i] = round(arguments[0].longs()[i], digits[i]);
      } else {
        result.doubles()[i] = round(arguments[0].doubles()[i], digits[i]);
      }
    }
  }

  private static long round(long value, long digits) throws QueryException {
    try {
      return Rounding.round(value, digits);
    } catch (ArithmeticException e) {
      throw outOfRange(Long.toString(value), digits, "a 64-bit integer", e);
    }
  }

  private static double round(double value, long digits) throws QueryException {
    try {
      return Rounding.round(value, digits);
    } catch (ArithmeticException e) {
      throw outOfRange(Double.toString(value), digits, "a double", e);
    }
  }

  private static QueryException outOfRange(
      String value, long digits, String type, ArithmeticException cause) {
    return new QueryException(
        QueryException.Kind.OUT_OF_RANGE,
        "ROUND(" + value + ", " + digits + ") does not fit in " + type,
        0,
        0,
        cause);
  }
}
