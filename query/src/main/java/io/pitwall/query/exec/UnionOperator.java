package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rows of one input after another; all are of the same types. */
final class UnionOperator implements Operator {
  private final List<Operator> inputs;
  private int current;

  UnionOperator(List<Operator> inputs) {
    this.inputs = inputs;
  }

  @Override
  public ColumnType[] types() {
    return inputs.get(0).types();
  }

  @Override
  public @Nullable VectorBatch next() throws QueryException {
    while (current < inputs.size()) {
      VectorBatch batch = inputs.get(current).next();
      if (batch != null) {
        return batch;
      }
      current++;
    }
    return null;
  }
}
