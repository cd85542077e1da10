package io.pitwall.query.exec;

import io.pitwall.query.plan.QueryPlan;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;

/** Executes plans, and keeps partial aggregates for later ones. Safe for many threads. */
public final class QueryExecutor {
  private final PartialAggregateCache partials;

  public QueryExecutor(PartialAggregateCache partials) {
    this.partials = partials;
  }

  /**
   * Starts an execution. Rows are computed page by page, on the thread that reads the result.
   *
   * @throws QueryException if the plan can't be executed
   */
  public QueryResult execute(QueryPlan plan, ExecutionContext context) throws QueryException {
    ExecutionControl control = new ExecutionControl(context);
    Operator root = new OperatorFactory(context, control, partials).create(plan.root());
    return new ExecutionResult(root, plan.columns(), control);
  }
}
