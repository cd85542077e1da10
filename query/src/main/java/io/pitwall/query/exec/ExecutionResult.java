package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.result.PageColumn;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands out the root operator's batches as pages. */
final class ExecutionResult implements QueryResult {
  private final Operator root;
  private final List<ResultColumn> columns;
  private final ExecutionControl control;
  private boolean closed;

  ExecutionResult(Operator root, List<ResultColumn> columns, ExecutionControl control) {
    this.root = root;
    this.columns = List.copyOf(columns);
    this.control = control;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public @Nullable ResultPage next() throws QueryException {
    if (closed) {
      throw new IllegalStateException("the result is closed");
    }
    control.check();
    VectorBatch batch = root.next();
    if (batch == null) {
      return null;
    }
    PageColumn[] page = new PageColumn[columns.size()];
    for (int i = 0; i < page.length; i++) {
      page[i] = new VectorColumn(columns.get(i).type(), batch.column(i), batch.rows());
    }
    return new VectorPage(batch.rows(), page);
  }

  /** Gives the memory back. The snapshot belongs to the one who opened it. */
  @Override
  public void close() {
    closed = true;
    control.close();
  }

  private record VectorPage(int rows, PageColumn[] columns) implements ResultPage {
    @Override
    public PageColumn column(int column) {
      return columns[column];
    }
  }
}
