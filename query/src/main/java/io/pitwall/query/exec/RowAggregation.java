package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.RunScratch;
import io.pitwall.query.exec.expression.SelectedBatch;
import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Updates states with the rows of batches. An expression that several states share is evaluated
 * once per batch, and an expression that no state needs is not evaluated.
 */
final class RowAggregation {
  private final List<VectorExpression> expressions;
  private final List<StateInput> inputs;
  private final @Nullable ColumnVector[] values;
  private final ColumnVector[] scratch;
  private final ColumnVector[][] arguments;
  private final int[] chosen = new int[ColumnVector.CAPACITY];
  private final int[] chosenGroups = new int[ColumnVector.CAPACITY];
  private final int[] runGroups = new int[ColumnVector.CAPACITY];
  private final SelectedBatch chosenRows = new SelectedBatch(0);
  private final RunScratch runScratch = new RunScratch();
  private int groups;

  /**
   * @param expressions the arguments and filters of the aggregates
   */
  RowAggregation(List<VectorExpression> expressions, List<StateInput> inputs) {
    this.expressions = expressions;
    this.inputs = inputs;
    values = new @Nullable ColumnVector[expressions.size()];
    scratch = new ColumnVector[expressions.size()];
    arguments = new ColumnVector[inputs.size()][];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = new ColumnVector[inputs.get(i).arguments().length];
    }
  }

  /**
   * To be called before the first state of each batch is updated.
   *
   * @param groupsSoFar the number of groups, those of the batch included
   */
  void begin(int groupsSoFar) {
    Arrays.fill(values, null);
    groups = groupsSoFar;
  }

  /** Updates all states with a batch's rows, which are of one group. */
  void addRun(VectorBatch batch, int group) throws QueryException {
    for (int i = 0; i < arguments.length; i++) {
      addRun(i, batch, group);
    }
  }

  /** Updates one state with a batch's rows, which are of one group. */
  void addRun(int index, VectorBatch batch, int group) throws QueryException {
    StateInput input = inputs.get(index);
    if (input.state().isSettled(groups)) {
      return;
    }
    if (input.hasFilter()) {
      Arrays.fill(runGroups, 0, batch.rows(), group);
      addChosen(index, batch, runGroups);
      return;
    }
    for (int a = 0; a < arguments[index].length; a++) {
      arguments[index][a] = value(batch, input.arguments()[a]);
    }
    input.state().updateRun(group, arguments[index], batch.rows(), runScratch);
  }

  /** Updates all states with a batch's rows, each of which has its own group. */
  void addGrouped(VectorBatch batch, int[] groupIds) throws QueryException {
    for (int i = 0; i < arguments.length; i++) {
      StateInput input = inputs.get(i);
      if (input.state().isSettled(groups)) {
        continue; // so that its argument need not be decoded
      }
      if (input.hasFilter()) {
        addChosen(i, batch, groupIds);
        continue;
      }
      for (int a = 0; a < arguments[i].length; a++) {
        int expression = input.arguments()[a];
        arguments[i][a] =
            Vectors.dense(value(batch, expression), batch.rows(), scratch(expression));
      }
      input.state().update(groupIds, arguments[i], batch.rows());
    }
  }

  /** Updates a state with the rows that meet its own condition. */
  private void addChosen(int index, VectorBatch batch, int[] groupIds) throws QueryException {
    StateInput input = inputs.get(index);
    int count = Vectors.select(value(batch, input.filter()), batch.rows(), chosen);
    if (count == 0) {
      return;
    }
    for (int i = 0; i < count; i++) {
      chosenGroups[i] = groupIds[chosen[i]];
    }
    for (int a = 0; a < arguments[index].length; a++) {
      int expression = input.arguments()[a];
      arguments[index][a] =
          Vectors.dense(chosenValue(batch, expression, count), count, scratch(expression));
    }
    input.state().update(chosenGroups, arguments[index], count);
  }

  /** The chosen rows of an expression; the others must not raise an error. */
  private ColumnVector chosenValue(VectorBatch batch, int expression, int count)
      throws QueryException {
    if (values[expression] == null && expressions.get(expression).mayFail()) {
      chosenRows.select(batch, chosen, count);
      return expressions.get(expression).evaluate(chosenRows);
    }
    ColumnVector gathered = new ColumnVector();
    Vectors.gather(value(batch, expression), chosen, count, gathered);
    return gathered;
  }

  private ColumnVector value(VectorBatch batch, int expression) throws QueryException {
    ColumnVector value = values[expression];
    if (value == null) {
      value = expressions.get(expression).evaluate(batch);
      values[expression] = value;
    }
    return value;
  }

  private ColumnVector scratch(int expression) {
    if (scratch[expression] == null) {
      scratch[expression] = new ColumnVector();
    }
    return scratch[expression];
  }
}
