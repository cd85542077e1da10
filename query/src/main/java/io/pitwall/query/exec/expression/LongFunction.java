package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** A function of one LONG, TIMESTAMP or BOOLEAN to another, row by row. */
public final class LongFunction extends StrictExpression {
  /** Computes one row. */
  public interface Mapping {
    long apply(long value) throws QueryException;
  }

  private final Mapping mapping;
  private final boolean monotone;

  public LongFunction(
      ColumnType type, boolean fallible, VectorExpression argument, Mapping mapping) {
    this(type, fallible, argument, mapping, false);
  }

  /**
   * @param monotone whether a greater argument never gives a less result
   */
  public LongFunction(
      ColumnType type,
      boolean fallible,
      VectorExpression argument,
      Mapping mapping,
      boolean monotone) {
    super(type, fallible, argument);
    this.mapping = mapping;
    this.monotone = monotone;
  }

  /** Whether equal results at two arguments mean that all between them give the same. */
  public boolean isMonotone() {
    return monotone;
  }

  public VectorExpression value() {
    return argument(0);
  }

  public long apply(long value) throws QueryException {
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
