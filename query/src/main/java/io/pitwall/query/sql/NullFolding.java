package io.pitwall.query.sql;

import io.pitwall.query.function.FunctionTable;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/**
 * Replaces what is always null by a null literal, from the leaves up: arithmetic, comparisons,
 * casts, LIKE and functions of which an argument is a null literal. Calcite does this for some of
 * them only, and fails where a comparison with a null literal is left in a condition.
 */
final class NullFolding extends RexShuttle {
  private final RexBuilder builder;

  private NullFolding(RexBuilder builder) {
    this.builder = builder;
  }

  /** The plan, in which no condition compares with a null literal. */
  static RelNode in(RelNode plan) {
    NullFolding folding = new NullFolding(plan.getCluster().getRexBuilder());
    return plan.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            return super.visit(node).accept(folding);
          }
        });
  }

  /** The expression, folded. */
  static RexNode in(RexNode expression, RexBuilder builder) {
    return expression.accept(new NullFolding(builder));
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    boolean isNull =
        visited instanceof RexCall folded
            && folded.getType().isNullable()
            && isNullOfNull(folded)
            && folded.getOperands().stream()
                .anyMatch(operand -> RexUtil.isNullLiteral(operand, false));
    return isNull ? builder.makeNullLiteral(visited.getType()) : visited;
  }

  private static boolean isNullOfNull(RexCall call) {
    return switch (call.getKind()) {
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          PLUS,
          MINUS,
          TIMES,
          DIVIDE,
          MOD,
          MINUS_PREFIX,
          LIKE,
          CAST ->
          true;
      default -> FunctionTable.isNullOfNull(call.getOperator());
    };
  }
}
