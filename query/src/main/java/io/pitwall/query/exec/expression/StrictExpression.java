package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.GrowingDictionary;
import java.util.List;

/**
 * A function that is null where an argument is null. It keeps constants constant, and lets kernels
 * work on dense arrays only.
 */
public abstract class StrictExpression extends VectorExpression {
  private final VectorExpression[] arguments;
  private final ColumnVector[] values;
  private final ColumnVector[] scratch;
  private final ColumnVector result = new ColumnVector();
  private final boolean fallible;

  /**
   * @param fallible whether the function itself can raise an error
   */
  protected StrictExpression(ColumnType type, boolean fallible, VectorExpression... arguments) {
    super(type);
    this.arguments = arguments;
    this.fallible = fallible;
    values = new ColumnVector[arguments.length];
    scratch = new ColumnVector[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      scratch[i] = new ColumnVector();
    }
  }

  /**
   * Fills the result's array for rows 0 … rows − 1. Its nulls are set already; rows that are null
   * may get any value but must not raise an error.
   */
  protected abstract void compute(ColumnVector[] arguments, int rows, ColumnVector result)
      throws QueryException;

  protected final VectorExpression argument(int index) {
    return arguments[index];
  }

  final List<VectorExpression> arguments() {
    return List.of(arguments);
  }

  @Override
  public final ColumnVector evaluate(VectorBatch batch) throws QueryException {
    int rows = batch.rows();
    boolean constant = true;
    boolean nowhere = false;
    for (int i = 0; i < arguments.length; i++) {
      values[i] = arguments[i].evaluate(batch);
      constant &= values[i].isConstant();
      nowhere |= values[i].isConstant() && values[i].hasNulls();
    }
    result.reset(type(), rows);
    if (nowhere) {
      nullify();
      return result;
    }
    if (!constant) {
      for (int i = 0; i < arguments.length; i++) {
        values[i] = Vectors.dense(values[i], rows, scratch[i]);
        Vectors.addNulls(values[i], result);
      }
    }
    compute(values, constant && rows > 0 ? 1 : rows, result);
    if (constant) {
      result.setConstant(true);
    }
    return result;
  }

  private void nullify() {
    if (type() == ColumnType.STRING) {
      result.setDictionary(new GrowingDictionary());
    }
    result.setAllNull();
  }

  @Override
  public final boolean mayFail() {
    if (fallible) {
      return true;
    }
    for (VectorExpression argument : arguments) {
      if (argument.mayFail()) {
        return true;
      }
    }
    return false;
  }
}
