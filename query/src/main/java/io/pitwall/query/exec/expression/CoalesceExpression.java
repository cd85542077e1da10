package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.List;

/** COALESCE: an argument is evaluated only for the rows in which all before it are null. */
final class CoalesceExpression extends VectorExpression {
  private final List<VectorExpression> arguments;
  private final ChosenValues chosen = new ChosenValues();
  private final SelectedBatch open;
  private final int[] openRows = new int[ColumnVector.CAPACITY];

  /**
   * @param arguments at least one; all of the type
   * @param columns how many columns the input has
   */
  CoalesceExpression(ColumnType type, List<VectorExpression> arguments, int columns) {
    super(type);
    this.arguments = arguments;
    this.open = new SelectedBatch(columns);
  }

  @Override
  public ColumnVector evaluate(VectorBatch batch) throws QueryException {
    ColumnVector first = arguments.get(0).evaluate(batch);
    if (!first.hasNulls()) {
      return first;
    }
    int rows = batch.rows();
    chosen.begin(type(), rows);
    for (int i = 0; i < rows; i++) {
      openRows[i] = i;
    }
    int openCount = take(first, rows);
    for (int i = 1; i < arguments.size() && openCount > 0; i++) {
      open.select(batch, openRows, openCount);
      openCount = take(arguments.get(i).evaluate(open), openCount);
    }
    return chosen.end();
  }

  /** Takes the values of the open rows, and returns how many are still open. */
  private int take(ColumnVector computed, int openCount) {
    chosen.put(computed, openRows, openCount);
    if (!computed.hasNulls()) {
      return 0;
    }
    if (computed.isConstant()) {
      return openCount;
    }
    int stillOpen = 0;
    for (int i = 0; i < openCount; i++) {
      openRows[stillOpen] = openRows[i];
      stillOpen += computed.isNull(i) ? 1 : 0;
    }
    return stillOpen;
  }

  @Override
  public boolean mayFail() {
    return arguments.stream().anyMatch(VectorExpression::mayFail);
  }
}
