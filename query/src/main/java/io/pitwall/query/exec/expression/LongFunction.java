package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** A function of one LONG, TIMESTAMP or BOOLEAN to another, row by row. */
public final class LongFunction extends MonotoneExpression {
  /** Computes one row. */
  public interface Mapping {
    long apply(long value) throws QueryException;
  }

  private final Mapping mapping;

  public LongFunction(
      ColumnType type, boolean fallible, VectorExpression argument, Mapping mapping) {
    this(type, fallible, argument, mapping, false);
  }

  private LongFunction(
      ColumnType type,
      boolean fallible,
      VectorExpression argument,
      Mapping mapping,
      boolean monotone) {
    super(type, fallible, argument, monotone);
    this.mapping = mapping;
  }

  /** A function of which a greater argument never gives a less result; it may raise errors. */
  public static LongFunction monotone(ColumnType type, VectorExpression argument, Mapping mapping) {
    return new LongFunction(type, true, argument, mapping, true);
  }

  @Override
  public long bits(long value) throws QueryException {
    return mapping.apply(value);
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result)
      throws QueryException {
    long[] values = arguments[0].longs();
    long[] out = result.longs();
    for (int i = 0; i < rows; i++) {
      if (!result.isNull(i)) {
        out[i] = mapping.apply(values[i]);
      }
    }
  }
}
