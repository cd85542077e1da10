package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.SelectedBatch;
import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Leaves out the first rows, and ends after a number of rows. */
final class LimitOperator implements Operator {
  private final Operator input;
  private final SelectedBatch selected;
  private final int[] selection = new int[ColumnVector.CAPACITY];
  private long toSkip;
  private long toReturn;

  LimitOperator(Operator input, long offset, long fetch) {
    this.input = input;
    this.selected = new SelectedBatch(input.types().length);
    this.toSkip = offset;
    this.toReturn = fetch;
  }

  @Override
  public ColumnType[] types() {
    return input.types();
  }

  @Override
  public @Nullable VectorBatch next() throws QueryException {
    while (toReturn > 0) {
      VectorBatch batch = input.next();
      if (batch == null) {
        return null;
      }
      int skipped = (int) Math.min(toSkip, batch.rows());
      toSkip -= skipped;
      int rows = (int) Math.min(toReturn, batch.rows() - skipped);
      toReturn -= rows;
      if (rows == batch.rows()) {
        return batch;
      }
      if (rows > 0) {
        for (int i = 0; i < rows; i++) {
          selection[i] = skipped + i;
        }
        selected.select(batch, selection, rows);
        return selected;
      }
    }
    return null;
  }
}
