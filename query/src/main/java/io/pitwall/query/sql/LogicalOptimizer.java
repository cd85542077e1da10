package io.pitwall.query.sql;

import io.pitwall.query.function.EpochBuckets;
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
 * Applies a fixed list of rules to every plan, in order. With one table per query there is nothing
 * to choose by cost.
 *
 * <p>Three rules are left out on purpose: the one that splits AVG (the executor averages exactly),
 * the one that replaces a projected column by the constant that a filter demands (grouping by a
 * column is cheaper than by an expression), and the one that sorts before it projects (it sorts
 * wider rows).
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

  /** Creates the planner of one statement; the conversion to operators uses it to simplify. */
  static HepPlanner newPlanner() {
    HepPlanner planner = new HepPlanner(PROGRAM);
    planner.setExecutor(ConstantFolder.INSTANCE);
    planner.addListener(InterruptedPlanning.INSTANCE);
    return planner;
  }

  static RelNode optimize(HepPlanner planner, RelNode plan) {
    planner.setRoot(plan);
    RelNode optimized = planner.findBestExp();
    RexBuilder builder = plan.getCluster().getRexBuilder();
    RexShuttle folding = new Folding(builder);
    RexShuttle buckets = new EpochBuckets(builder);
    return optimized.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            return super.visit(node).accept(folding).accept(buckets);
          }
        });
  }

  /** The expression, in which constant expressions are their values. */
  static RexNode fold(RexNode expression, RexBuilder builder) {
    return expression.accept(new Folding(builder));
  }

  /** Replaces constant expressions by their values, from the leaves up. */
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
