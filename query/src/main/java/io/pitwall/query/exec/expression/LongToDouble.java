package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.function.LongToDoubleFunction;

/** A function of one time or long to a double, row by row. */
public final class LongToDouble extends StrictExpression {
  private final LongToDoubleFunction mapping;

  public LongToDouble(VectorExpression argument, LongToDoubleFunction mapping) {
    super(ColumnType.DOUBLE, false, argument);
    this.mapping = mapping;
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result) {
    long[] values = arguments[0].longs();
    double[] out = result.doubles();
    for (int i = 0; i < rows; i++) {
      if (!result.isNull(i)) {
        out[i] = mapping.applyAsDouble(values[i]);
      }
    }
  }
}
