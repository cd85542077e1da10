package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;
import java.util.List;

/** CASE: each branch is evaluated only for the rows that take it. */
final class CaseExpression extends VectorExpression {
  private final List<VectorExpression> conditions;
  private final List<VectorExpression> values;
  private final ColumnVector result = new ColumnVector();
  private final SelectedBatch open;
  private final SelectedBatch taken;
  private final int[] openRows = new int[ColumnVector.CAPACITY];
  private final int[] takenRows = new int[ColumnVector.CAPACITY];
  private final int[] pooled = new int[ColumnVector.CAPACITY];
  private StringPool pool = new StringPool();

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
    prepare(rows);
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
    return result;
  }

  private void prepare(int rows) {
    result.reset(type(), rows);
    if (type() == ColumnType.STRING) {
      if (pool.sizeBytes() > PageStrings.FEW_BYTES) {
        pool = new StringPool();
      }
      result.setDictionary(pool.dictionary());
      Arrays.fill(result.codes(), 0, rows, 0);
    }
  }

  private void fill(VectorExpression value, VectorBatch batch, int[] where, int count)
      throws QueryException {
    if (count == 0) {
      return;
    }
    taken.select(batch, where, count);
    ColumnVector computed = value.evaluate(taken);
    int step = computed.isConstant() ? 0 : 1;
    switch (type()) {
      case TIMESTAMP, LONG, BOOLEAN -> {
        for (int i = 0; i < count; i++) {
          result.longs()[where[i]] = computed.longs()[i * step];
        }
      }
      case DOUBLE -> {
        for (int i = 0; i < count; i++) {
          result.doubles()[where[i]] = computed.doubles()[i * step];
        }
      }
      case STRING -> {
        Arrays.fill(pooled, 0, count, 0);
        pool.translate(computed, count, pooled);
        for (int i = 0; i < count; i++) {
          result.codes()[where[i]] = pooled[i];
        }
      }
    }
    if (computed.hasNulls()) {
      for (int i = 0; i < count; i++) {
        if (computed.isNull(i * step)) {
          Vectors.setNull(result, where[i]);
        }
      }
    }
  }

  @Override
  public boolean mayFail() {
    return conditions.stream().anyMatch(VectorExpression::mayFail)
        || values.stream().anyMatch(VectorExpression::mayFail);
  }
}
