package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Refuses plans with operators that the executor does not have. */
final class PlanCheck extends RelVisitor {
  private final RexShuttle expressions = new Expressions();

  private PlanCheck() {}

  /**
   * @throws SqlFault of kind NOT_SUPPORTED
   */
  static void check(RelNode plan) {
    new PlanCheck().go(plan);
  }

  @Override
  public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
    boolean known =
        node instanceof LogicalTableScan
            || node instanceof LogicalFilter
            || node instanceof LogicalProject
            || node instanceof LogicalAggregate
            || node instanceof LogicalSort
            || node instanceof LogicalValues
            || node instanceof LogicalUnion;
    if (!known) {
      throw refused("the operator " + node.getRelTypeName());
    }
    node.accept(expressions);
    // Row types are derived lazily; deriving them here makes plans safe to share between threads.
    node.getRowType();
    super.visit(node, ordinal, parent);
  }

  private static SqlFault refused(String what) {
    return new SqlFault(
        QueryException.Kind.NOT_SUPPORTED, what + " is not supported", SqlParserPos.ZERO);
  }

  private static final class Expressions extends RexShuttle {
    @Override
    public RexNode visitOver(RexOver over) {
      throw refused("a window function");
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      throw refused("a subquery in an expression");
    }

    @Override
    public RexNode visitCorrelVariable(RexCorrelVariable variable) {
      throw refused("a correlated subquery");
    }

    @Override
    public RexNode visitDynamicParam(RexDynamicParam dynamicParam) {
      throw refused("a parameter");
    }
  }
}
