package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.VectorExpression;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * A condition of a filter or a scan, compiled for one execution.
 *
 * @param node as planned
 * @param usesNow whether {@code now()} is part of it, so that it means something else each time
 */
record ScanCondition(RexNode node, VectorExpression test, boolean usesNow) {
  static List<VectorExpression> tests(List<ScanCondition> conditions) {
    return conditions.stream().map(ScanCondition::test).toList();
  }
}
