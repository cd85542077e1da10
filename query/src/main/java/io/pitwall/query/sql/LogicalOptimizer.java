package io.pitwall.query.sql;

import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * The rules that every plan goes through. A fixed list applied in order: with one table a query
 * there is nothing to choose by cost.
 *
 * <p>Left out on purpose: the rule that takes AVG apart (the executor averages exactly), the one
 * that replaces a projected column by the constant that a filter fixes it to (a column is cheaper
 * to group by than an expression), and the one that sorts before it projects (sorting wide rows).
 */
final class LogicalOptimizer {
  private static final HepProgram PROGRAM =
      new HepProgramBuilder()
          .addRuleInstance(CoreRules.FILTER_REDUCE_EXPRESSIONS)
          .addRuleInstance(CoreRules.FILTER_AGGREGATE_TRANSPOSE)
          .addRuleInstance(CoreRules.FILTER_PROJECT_TRANSPOSE)
          .addRuleInstance(CoreRules.FILTER_MERGE)
          .addRuleInstance(CoreRules.FILTER_REDUCE_EXPRESSIONS)
          .addRuleInstance(CoreRules.PROJECT_MERGE)
          .addRuleInstance(CoreRules.PROJECT_REMOVE)
          .build();

  private LogicalOptimizer() {}

  /** A planner for one statement; conversion to operators simplifies with it too. */
  static HepPlanner newPlanner() {
    HepPlanner planner = new HepPlanner(PROGRAM);
    planner.setExecutor(ConstantFolder.INSTANCE);
    return planner;
  }

  static RelNode optimize(HepPlanner planner, RelNode plan) {
    planner.setRoot(plan);
    RelNode optimized = planner.findBestExp();
    RexShuttle folding = new Folding(plan.getCluster().getRexBuilder());
    return optimized.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            return super.visit(node).accept(folding);
          }
        });
  }

  /** Folds what is constant by itself, from the leaves up. */
  private static final class Folding extends RexShuttle {
    private final RexBuilder builder;

    Folding(RexBuilder builder) {
      this.builder = builder;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      return ConstantFolder.folded(builder, super.visitCall(call));
    }
  }
}
