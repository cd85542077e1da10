package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** A function of one number to a double, row by row. */
public final class DoubleFunction extends StrictExpression {
  /** Computes one row. */
  public interface Mapping {
    double apply(double value) throws QueryException;
  }

  private final Mapping mapping;

  public DoubleFunction(boolean fallible, VectorExpression argument, Mapping mapping) {
    super(ColumnType.DOUBLE, fallible, argument);
    this.mapping = mapping;
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result)
      throws QueryException {
    double[] out = result.doubles();
    if (arguments[0].type() == ColumnType.DOUBLE) {
      double[] values = arguments[0].doubles();
      for (int i = 0; i < rows; i++) {
        if (!result.isNull(i)) {
          out[i] = mapping.apply(values[i]);
        }
      }
    } else {
      long[] values = arguments[0].longs();
      for (int i = 0; i < rows; i++) {
        if (!result.isNull(i)) {
          out[i] = mapping.apply((double) values[i]);
        }
      }
    }
  }
}
