package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.List;

/** CASE: each branch is evaluated only for the rows that take it. */
final class CaseExpression extends VectorExpression {
  private final List<VectorExpression> conditions;
  private final List<VectorExpression> values;
  private final ChosenValues chosen = new ChosenValues();
  private final SelectedBatch open;
  private final SelectedBatch taken;
  private final int[] openRows = new int[ColumnVector.CAPACITY];
  private final int[] takenRows = new int[ColumnVector.CAPACITY];

  /**
   * @param values one for each condition, and one for the rest; all of the type
   * @param columns how many columns the input has
   */
  CaseExpression(
      ColumnType type,
      List<VectorExpression> conditions,
      List<VectorExpression> values,
      int columns) {
    super(type);
    this.conditions = conditions;
    this.values = values;
    this.open = new SelectedBatch(columns);
    this.taken = new SelectedBatch(columns);
  }

  @Override
  public ColumnVector evaluate(VectorBatch batch) throws QueryException {
    int rows = batch.rows();
    chosen.begin(type(), rows);
    int openCount = rows;
    for (int i = 0; i < rows; i++) {
      openRows[i] = i;
    }
    for (int branch = 0; branch < conditions.size() && openCount > 0; branch++) {
      open.select(batch, openRows, openCount);
      ColumnVector condition = conditions.get(branch).evaluate(open);
      int stillOpen = 0;
      int takenCount = 0;
      for (int i = 0; i < openCount; i++) {
        int at = condition.isConstant() ? 0 : i;
        boolean takes = !condition.isNull(at) && condition.longs()[at] != 0;
        int row = openRows[i];
        takenRows[takenCount] = row;
        openRows[stillOpen] = row;
        takenCount += takes ? 1 : 0;
        stillOpen += takes ? 0 : 1;
      }
      fill(values.get(branch), batch, takenRows, takenCount);
      openCount = stillOpen;
    }
    fill(values.get(conditions.size()), batch, openRows, openCount);
    return chosen.end();
  }

  private void fill(VectorExpression value, VectorBatch batch, int[] where, int count)
      throws QueryException {
    if (count > 0) {
      taken.select(batch, where, count);
      chosen.put(value.evaluate(taken), where, count);
    }
  }

  @Override
  public boolean mayFail() {
    return conditions.stream().anyMatch(VectorExpression::mayFail)
        || values.stream().anyMatch(VectorExpression::mayFail);
  }
}
