package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that meet all conditions. */
final class FilterOperator implements Operator {
  private final Operator input;
  private final BlockFilter filter;
  private final boolean[] open;

  FilterOperator(Operator input, List<VectorExpression> conditions) {
    this.input = input;
    this.filter = new BlockFilter(conditions, input.types().length);
    this.open = new boolean[conditions.size()];
    Arrays.fill(open, true);
  }

  @Override
  public ColumnType[] types() {
    return input.types();
  }

  @Override
  public @Nullable VectorBatch next() throws QueryException {
    VectorBatch batch = input.next();
    while (batch != null) {
      VectorBatch rows = filter.apply(batch, open);
      if (rows.rows() > 0) {
        return rows;
      }
      batch = input.next();
    }
    return null;
  }
}
