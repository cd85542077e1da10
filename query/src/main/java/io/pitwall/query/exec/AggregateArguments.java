package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.ExpressionCompiler;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;

/** The expressions that a statement's aggregates need, each compiled once. */
final class AggregateArguments {
  private final List<RexNode> nodes;
  private final ExpressionCompiler compiler;
  private final List<VectorExpression> compiled = new ArrayList<>();
  private final Map<RexNode, Integer> indexes = new HashMap<>();

  /**
   * @param nodes the expressions that aggregate calls have indexes into
   */
  AggregateArguments(List<RexNode> nodes, ExpressionCompiler compiler) {
    this.nodes = nodes;
    this.compiler = compiler;
  }

  List<VectorExpression> compiled() {
    return compiled;
  }

  /** The index, among the compiled, of an expression of the input. */
  int number(int expression) throws QueryException {
    RexNode node = nodes.get(expression);
    Integer number = indexes.get(node);
    if (number == null) {
      number = compiled.size();
      compiled.add(compiler.compile(node));
      indexes.put(node, number);
    }
    return number;
  }

  ColumnType type(int number) {
    return compiled.get(number).type();
  }
}
