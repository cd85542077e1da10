package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.ColumnReference;
import io.pitwall.query.exec.expression.ExpressionCompiler;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The expressions that a statement's aggregates need, each compiled once. */
final class AggregateArguments {
  private final List<RexNode> nodes;
  private final ExpressionCompiler compiler;
  private final @Nullable ColumnReference time;
  private final List<VectorExpression> compiled = new ArrayList<>();
  private final Map<RexNode, Integer> numbers = new HashMap<>();
  private int timeNumber = -1;

  /**
   * @param time the column that FIRST and LAST go by where nothing else is said, or null
   */
  AggregateArguments(
      List<RexNode> nodes, ExpressionCompiler compiler, @Nullable ColumnReference time) {
    this.nodes = nodes;
    this.compiler = compiler;
    this.time = time;
  }

  List<VectorExpression> compiled() {
    return compiled;
  }

  /** The number, among the compiled, of the input's expression. */
  int number(int expression) throws QueryException {
    RexNode node = nodes.get(expression);
    Integer number = numbers.get(node);
    if (number == null) {
      number = compiled.size();
      compiled.add(compiler.compile(node));
      numbers.put(node, number);
    }
    return number;
  }

  int timeNumber() throws QueryException {
    if (time == null) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED,
          "FIRST and LAST need a second argument to go by, where the rows are not a table's own");
    }
    if (timeNumber < 0) {
      timeNumber = compiled.size();
      compiled.add(time);
    }
    return timeNumber;
  }

  ColumnType type(int number) {
    return compiled.get(number).type();
  }
}
