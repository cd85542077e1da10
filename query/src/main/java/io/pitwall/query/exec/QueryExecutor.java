package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.ColumnReference;
import io.pitwall.query.exec.expression.ExpressionCompiler;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.plan.QueryPlan;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** Executes plans, and keeps partial aggregates for later ones. Safe for many threads. */
public final class QueryExecutor {
  private final PartialAggregateCache partials;

  public QueryExecutor(PartialAggregateCache partials) {
    this.partials = partials;
  }

  /**
   * Starts an execution. Rows are computed page by page, on the thread that reads the result.
   *
   * @return the caller closes it; its memory counts as used until then
   * @throws QueryException if the plan can't be executed
   */
  public QueryResult execute(QueryPlan plan, ExecutionContext context) throws QueryException {
    ExecutionControl control = new ExecutionControl(context);
    boolean handedOver = false;
    try {
      Operator root = new OperatorFactory(context, control, partials).create(plan.root());
      QueryResult result =
          new ExecutionResult(typed(root, plan.columns()), plan.columns(), control);
      handedOver = true;
      return result;
    } finally {
      if (!handedOver) {
        control.close();
      }
    }
  }

  /**
   * The rows as vectors of the types that the result's columns have. A reader that believes the
   * columns would read others from the wrong array. Only a bare NULL is computed as another type.
   */
  private static Operator typed(Operator root, List<ResultColumn> columns) throws QueryException {
    ColumnType[] types = root.types();
    List<VectorExpression> expressions = new ArrayList<>();
    boolean isTyped = true;
    for (int i = 0; i < types.length; i++) {
      ColumnType wanted = SqlType.vectorsOf(columns.get(i).type());
      isTyped &= types[i] == wanted;
      boolean mayBeNull =
          types[i] == SqlType.NULL.column() && columns.get(i).type() == SqlType.NULL.result();
      if (types[i] != wanted && !mayBeNull) {
        throw new QueryException(
            QueryException.Kind.INTERNAL,
            "the column \"%s\" is planned as %s and computed as %s"
                .formatted(columns.get(i).name(), wanted, types[i]));
      }
      expressions.add(ExpressionCompiler.convert(new ColumnReference(i, types[i]), wanted));
    }
    return isTyped ? root : new ProjectOperator(root, expressions);
  }
}
