package io.pitwall.query.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable.ViewExpander;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's converter, which takes a list after IN for a subquery that it must have met before it
 * converts the expression around it. It does not look for them in aggregates that are only in ORDER
 * BY, so lists are converted here, wherever they are.
 */
final class StatementConverter extends SqlToRelConverter {
  StatementConverter(
      ViewExpander views,
      SqlValidator validator,
      Prepare.CatalogReader reader,
      RelOptCluster cluster,
      SqlRexConvertletTable convertlets,
      Config config) {
    super(views, validator, reader, cluster, convertlets, config);
  }

  @Override
  protected @Nullable RexNode convertExtendedExpression(SqlNode node, Blackboard blackboard) {
    boolean isIn = node.getKind() == SqlKind.IN || node.getKind() == SqlKind.NOT_IN;
    if (!isIn || !(((SqlCall) node).operand(1) instanceof SqlNodeList items)) {
      return null;
    }
    RexNode value = blackboard.convertExpression(((SqlCall) node).operand(0));
    List<RexNode> comparisons = new ArrayList<>();
    for (SqlNode item : items) {
      RexNode converted = blackboard.convertExpression(item);
      RexNode sameType =
          converted.getType().getSqlTypeName() == value.getType().getSqlTypeName()
              ? converted
              : rexBuilder.ensureType(value.getType(), converted, true);
      comparisons.add(rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, value, sameType));
    }
    RexNode isOne = RexUtil.composeDisjunction(rexBuilder, comparisons);
    return node.getKind() == SqlKind.IN
        ? isOne
        : rexBuilder.makeCall(SqlStdOperatorTable.NOT, isOne);
  }
}
