package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** ABS of doubles. A class of its own, because summaries can answer aggregates of it. */
public final class AbsoluteDouble extends StrictExpression {
  public AbsoluteDouble(VectorExpression argument) {
    super(ColumnType.DOUBLE, false, argument);
  }

  /** The argument. */
  public VectorExpression value() {
    return argument(0);
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result) {
    absolute(arguments[0].doubles(), result.doubles(), rows);
  }

  private static void absolute(double[] values, double[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = Math.abs(values[i]);
    }
  }
}
