package io.pitwall.query.exec;

import io.pitwall.query.plan.PhysicalPlanner;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/**
 * Executes logical plans, and keeps partial aggregates from one to the next. Safe for many threads.
 */
public final class QueryExecutor {
  private final PartialAggregateCache partials;

  public QueryExecutor(PartialAggregateCache partials) {
    this.partials = partials;
  }

  /**
   * Starts an execution. Rows are computed as pages are asked for, in the thread that asks.
   *
   * @param columns of the result, one for each of the plan's fields
   * @throws QueryException if the plan can't be executed
   */
  public QueryResult execute(RelNode plan, List<ResultColumn> columns, ExecutionContext context)
      throws QueryException {
    ExecutionControl control = new ExecutionControl(context);
    Operator root =
        new OperatorFactory(context, control, partials).create(PhysicalPlanner.plan(plan));
    return new ExecutionResult(root, columns, control);
  }
}
