package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** IS [NOT] NULL, TRUE, FALSE: never null. */
public final class BooleanTest extends VectorExpression {
  /** The six tests of SQL. */
  public enum Question {
    IS_NULL,
    IS_NOT_NULL,
    IS_TRUE,
    IS_NOT_TRUE,
    IS_FALSE,
    IS_NOT_FALSE
  }

  private final Question question;
  private final VectorExpression argument;
  private final ColumnVector result = new ColumnVector();

  BooleanTest(Question question, VectorExpression argument) {
    super(ColumnType.BOOLEAN);
    this.question = question;
    this.argument = argument;
  }

  public Question question() {
    return question;
  }

  public VectorExpression argument() {
    return argument;
  }

  @Override
  public ColumnVector evaluate(VectorBatch batch) throws QueryException {
    ColumnVector value = argument.evaluate(batch);
    result.reset(ColumnType.BOOLEAN, batch.rows());
    int rows = value.isConstant() ? 1 : batch.rows();
    long[] out = result.longs();
    for (int i = 0; i < rows; i++) {
      out[i] = answer(value.isNull(i), value.longs(), i) ? 1 : 0;
    }
    result.setConstant(value.isConstant());
    return result;
  }

  private boolean answer(boolean isNull, long[] values, int row) {
    return switch (question) {
      case IS_NULL -> isNull;
      case IS_NOT_NULL -> !isNull;
      case IS_TRUE -> !isNull && values[row] != 0;
      case IS_NOT_TRUE -> isNull || values[row] == 0;
      case IS_FALSE -> !isNull && values[row] == 0;
      case IS_NOT_FALSE -> isNull || values[row] != 0;
    };
  }

  @Override
  public boolean mayFail() {
    return argument.mayFail();
  }
}
