package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.EmptyBatch;
import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows written in the statement. */
final class ValuesOperator implements Operator {
  private final ColumnType[] types;
  private final ColumnBuffer[] buffers;
  private final int rows;
  private int position;

  /**
   * @param rows constants by row and column, of the types
   */
  ValuesOperator(ColumnType[] types, List<List<VectorExpression>> rows) throws QueryException {
    this.types = types;
    this.rows = rows.size();
    this.buffers = new ColumnBuffer[types.length];
    int[] first = {0};
    VectorBatch one = EmptyBatch.ofRows(1);
    for (int i = 0; i < types.length; i++) {
      buffers[i] = new ColumnBuffer(types[i]);
      for (List<VectorExpression> row : rows) {
        buffers[i].append(row.get(i).evaluate(one), first, 1);
      }
    }
  }

  private final class Rows extends VectorBatch {
    private final int from;
    private final int count;

    Rows(int from, int count) {
      this.from = from;
      this.count = count;
    }

    @Override
    public int rows() {
      return count;
    }

    @Override
    public ColumnVector column(int index) {
      int[] order = new int[count];
      for (int i = 0; i < count; i++) {
        order[i] = from + i;
      }
      ColumnVector vector = new ColumnVector();
      buffers[index].emit(order, 0, count, vector);
      return vector;
    }
  }

  @Override
  public ColumnType[] types() {
    return types;
  }

  @Override
  public @Nullable VectorBatch next() {
    if (position >= rows) {
      return null;
    }
    int count = Math.min(ColumnVector.CAPACITY, rows - position);
    Rows batch = new Rows(position, count);
    position += count;
    return batch;
  }
}
