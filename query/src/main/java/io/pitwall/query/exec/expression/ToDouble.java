package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** A long as the nearest double. */
final class ToDouble extends StrictExpression {
  ToDouble(VectorExpression argument) {
    super(ColumnType.DOUBLE, false, argument);
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result) {
    convert(arguments[0].longs(), result.doubles(), rows);
  }

  private static void convert(long[] values, double[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = values[i];
    }
  }
}
