package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.function.LongToDoubleFunction;

/** A function of one time or long to a double, row by row. */
public final class LongToDouble extends MonotoneExpression {
  private final LongToDoubleFunction mapping;

  public LongToDouble(VectorExpression argument, LongToDoubleFunction mapping) {
    this(argument, mapping, false);
  }

  private LongToDouble(VectorExpression argument, LongToDoubleFunction mapping, boolean monotone) {
    super(ColumnType.DOUBLE, false, argument, monotone);
    this.mapping = mapping;
  }

  /** A function of which a greater argument never gives a less result. */
  public static LongToDouble monotone(VectorExpression argument, LongToDoubleFunction mapping) {
    return new LongToDouble(argument, mapping, true);
  }

  @Override
  public long bits(long value) {
    return Double.doubleToRawLongBits(mapping.applyAsDouble(value));
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
