package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * AND, OR in three-valued logic. An operand that can raise an error is evaluated only for the rows
 * that the operands before it leave open.
 */
final class Junction extends VectorExpression {
  private final boolean conjunction;
  private final List<VectorExpression> operands;
  private final ColumnVector result = new ColumnVector();
  private final int[] open = new int[ColumnVector.CAPACITY];
  private final SelectedBatch undecided;

  /**
   * @param conjunction true for AND, false for OR
   * @param columns how many columns the input has
   */
  Junction(boolean conjunction, List<VectorExpression> operands, int columns) {
    super(ColumnType.BOOLEAN);
    this.conjunction = conjunction;
    this.operands = operands;
    this.undecided = new SelectedBatch(columns);
  }

  boolean isConjunction() {
    return conjunction;
  }

  List<VectorExpression> operands() {
    return operands;
  }

  @Override
  public ColumnVector evaluate(VectorBatch batch) throws QueryException {
    int rows = batch.rows();
    int deciding = conjunction ? 0 : 1;
    result.reset(ColumnType.BOOLEAN, rows);
    Arrays.fill(result.longs(), 0, rows, 1 - deciding);
    for (VectorExpression operand : operands) {
      if (operand.mayFail()) {
        evaluateWhereOpen(operand, batch, deciding);
      } else {
        merge(operand.evaluate(batch), null, rows, deciding);
      }
    }
    return result;
  }

  private void evaluateWhereOpen(VectorExpression operand, VectorBatch batch, int deciding)
      throws QueryException {
    int count = 0;
    for (int i = 0; i < batch.rows(); i++) {
      if (result.isNull(i) || result.longs()[i] != deciding) {
        open[count++] = i;
      }
    }
    if (count > 0) {
      undecided.select(batch, open, count);
      merge(operand.evaluate(undecided), open, count, deciding);
    }
  }

  /**
   * @param where the result's rows that the values are for, or null if all
   */
  private void merge(ColumnVector values, int @Nullable [] where, int rows, int deciding) {
    long[] out = result.longs();
    for (int i = 0; i < rows; i++) {
      int row = where == null ? i : where[i];
      int at = values.isConstant() ? 0 : i;
      boolean decided = !result.isNull(row) && out[row] == deciding;
      if (decided) {
        continue;
      }
      if (values.isNull(at)) {
        Vectors.setNull(result, row);
      } else if (values.longs()[at] == deciding) {
        out[row] = deciding;
        if (result.hasNulls()) {
          result.present()[row >>> 6] |= 1L << row;
        }
      }
    }
  }

  @Override
  public boolean mayFail() {
    return operands.stream().anyMatch(VectorExpression::mayFail);
  }
}
