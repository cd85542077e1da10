package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** CAST of a double to an integer: to the nearest, halves to even, as PostgreSQL does. */
final class DoubleToLong extends StrictExpression {
  private final long min;
  private final long max;

  DoubleToLong(VectorExpression argument, long min, long max) {
    super(ColumnType.LONG, true, argument);
    this.min = min;
    this.max = max;
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result)
      throws QueryException {
    double[] values = arguments[0].doubles();
    long[] out = result.longs();
    for (int i = 0; i < rows; i++) {
      if (!result.isNull(i)) {
        double rounded = Math.rint(values[i]);
        long integer = (long) rounded;
        // 2^63 itself turns into Long.MAX_VALUE without a word.
        if (!(rounded >= min && rounded <= max) || rounded == 0x1p63) {
          throw new QueryException(
              QueryException.Kind.OUT_OF_RANGE,
              "the number " + values[i] + " is out of the range of the integer type it is cast to");
        }
        out[i] = integer;
      }
    }
  }
}
