package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.ColumnReference;
import io.pitwall.query.exec.expression.LongRanges;
import io.pitwall.query.exec.expression.SelectedBatch;
import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnVector;
import java.util.List;

/**
 * Keeps the rows that meet all conditions; each is evaluated only for those left by the ones
 * before.
 */
final class BlockFilter {
  private final List<VectorExpression> conditions;
  private final SelectedBatch selected;
  private final int[] selection = new int[ColumnVector.CAPACITY];
  private final int[] narrowed = new int[ColumnVector.CAPACITY];

  /**
   * @param columns of the batches
   */
  BlockFilter(List<VectorExpression> conditions, int columns) {
    this.conditions = conditions;
    this.selected = new SelectedBatch(columns);
  }

  /**
   * @param open which conditions to evaluate; the others are known to hold
   * @return the batch itself if all its rows are left
   */
  VectorBatch apply(VectorBatch batch, boolean[] open) throws QueryException {
    boolean all = true;
    int count = batch.rows();
    for (int i = 0; i < open.length && count > 0; i++) {
      if (!open[i]) {
        continue;
      }
      VectorBatch current = all ? batch : selected;
      int left = select(conditions.get(i), current, count);
      if (left == count) {
        continue;
      }
      for (int k = 0; k < left; k++) {
        selection[k] = all ? narrowed[k] : selection[narrowed[k]];
      }
      all = false;
      count = left;
      selected.select(batch, selection, count);
    }
    return all ? batch : selected;
  }

  private int select(VectorExpression condition, VectorBatch batch, int rows)
      throws QueryException {
    if (condition instanceof LongRanges ranges
        && ranges.isOneRange()
        && ranges.value() instanceof ColumnReference reference) {
      ColumnVector values = batch.column(reference.index());
      if (!values.isConstant() && !values.hasNulls()) {
        return LongRanges.select(values.longs(), ranges.low(), ranges.high(), rows, narrowed);
      }
    }
    return Vectors.select(condition.evaluate(batch), rows, narrowed);
  }
}
