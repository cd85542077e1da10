package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.EmptyBatch;
import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes one expression per column, when the column is first used. */
final class ProjectOperator implements Operator {
  private final Operator input;
  private final List<VectorExpression> expressions;
  private final Projected projected;

  ProjectOperator(Operator input, List<VectorExpression> expressions) {
    this.input = input;
    this.expressions = expressions;
    this.projected = new Projected(expressions.size());
  }

  private final class Projected extends VectorBatch {
    private final @Nullable ColumnVector[] values;
    private VectorBatch base = EmptyBatch.ofRows(0);

    Projected(int columns) {
      values = new @Nullable ColumnVector[columns];
    }

    void move(VectorBatch newBase) {
      base = newBase;
      Arrays.fill(values, null);
    }

    @Override
    public int rows() {
      return base.rows();
    }

    @Override
    public ColumnVector column(int index) throws QueryException {
      ColumnVector value = values[index];
      if (value == null) {
        value = expressions.get(index).evaluate(base);
        values[index] = value;
      }
      return value;
    }
  }

  @Override
  public ColumnType[] types() {
    return expressions.stream().map(VectorExpression::type).toArray(ColumnType[]::new);
  }

  @Override
  public @Nullable VectorBatch next() throws QueryException {
    VectorBatch batch = input.next();
    if (batch == null) {
      return null;
    }
    projected.move(batch);
    return projected;
  }
}
