package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** NULLIF: the value, or null where it equals another. The value is evaluated once. */
final class NullIfExpression extends VectorExpression {
  /** Stands for the value in the comparison. */
  static final class Computed extends VectorExpression {
    private ColumnVector vector = new ColumnVector();

    Computed(ColumnType type) {
      super(type);
    }

    @Override
    public ColumnVector evaluate(VectorBatch batch) {
      return vector;
    }

    @Override
    public boolean mayFail() {
      return false;
    }
  }

  private final VectorExpression value;
  private final Computed computed;
  private final VectorExpression equal;
  private final ColumnVector result = new ColumnVector();
  private final int[] all = new int[ColumnVector.CAPACITY];

  /**
   * @param computed what {@code equal} compares
   * @param equal whether the value equals the other; may be null
   */
  NullIfExpression(VectorExpression value, Computed computed, VectorExpression equal) {
    super(value.type());
    this.value = value;
    this.computed = computed;
    this.equal = equal;
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
  }

  @Override
  public ColumnVector evaluate(VectorBatch batch) throws QueryException {
    int rows = batch.rows();
    computed.vector = value.evaluate(batch);
    ColumnVector same = equal.evaluate(batch);
    boolean never = same.isConstant() && (same.hasNulls() || same.longs()[0] == 0);
    if (never || rows == 0) {
      return computed.vector;
    }
    Vectors.gather(computed.vector, all, rows, result);
    if (result.isConstant() && result.hasNulls()) {
      return result;
    }
    result.flatten();
    for (int i = 0; i < rows; i++) {
      int at = same.isConstant() ? 0 : i;
      if (!same.isNull(at) && same.longs()[at] != 0) {
        Vectors.setNull(result, i);
      }
    }
    return result;
  }

  @Override
  public boolean mayFail() {
    return value.mayFail() || equal.mayFail();
  }
}
