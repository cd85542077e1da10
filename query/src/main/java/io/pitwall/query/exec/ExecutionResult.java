package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
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
    ColumnVector[] vectors = new ColumnVector[columns.size()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = batch.column(i);
    }
    return new Page(batch.rows(), vectors);
  }

  /** The snapshot belongs to the one who opened it. */
  @Override
  public void close() {
    closed = true;
  }

  private record Page(int rows, ColumnVector[] vectors) implements ResultPage {
    private static int at(ColumnVector vector, int row) {
      return vector.isConstant() ? 0 : row;
    }

    @Override
    public boolean isNull(int column, int row) {
      return vectors[column].isNull(at(vectors[column], row));
    }

    @Override
    public long getLong(int column, int row) {
      return vectors[column].longs()[at(vectors[column], row)];
    }

    /** Also of a column of longs, where the result was declared to be of doubles. */
    @Override
    public double getDouble(int column, int row) {
      ColumnVector vector = vectors[column];
      int at = at(vector, row);
      return vector.type() == ColumnType.DOUBLE ? vector.doubles()[at] : vector.longs()[at];
    }

    @Override
    public byte[] getUtf8(int column, int row) {
      return vectors[column].dictionary().utf8(vectors[column].codes()[at(vectors[column], row)]);
    }
  }
}
