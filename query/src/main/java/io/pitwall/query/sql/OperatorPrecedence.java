package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Gives binary operators PostgreSQL's precedence. Calcite's differs for {@code ||}, which binds as
 * {@code *} does there and weaker than {@code +} here, and for IS DISTINCT FROM, which binds as
 * {@code =} does there and weaker here. Comparisons have no order among themselves: {@code a < b <
 * c} is an error.
 *
 * <p>Every chain of binary operators without parentheses is taken apart and put together again. A
 * call in parentheses begins before its first operand, by its position; it stays whole. Levels are
 * those of <a href="https://www.postgresql.org/docs/15/sql-syntax-lexical.html">PostgreSQL's
 * documentation</a>, section 4.1.6.
 */
final class OperatorPrecedence extends SqlShuttle {
  private static final int NOT_IN_CHAINS = 0;
  private static final int IS = 1;
  private static final int COMPARISON = 2;
  private static final int OTHER = 3;
  private static final int SUM = 4;
  private static final int PRODUCT = 5;

  private OperatorPrecedence() {}

  /**
   * The tree with PostgreSQL's precedence.
   *
   * @param tree may be changed
   * @throws SqlFault of kind SYNTAX at a comparison of comparisons
   */
  static SqlNode corrected(SqlNode tree) {
    SqlNode corrected = tree.accept(new OperatorPrecedence());
    return corrected == null ? tree : corrected;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (level(call) == NOT_IN_CHAINS) {
      return super.visit(call);
    }
    List<SqlNode> operands = new ArrayList<>();
    List<SqlCall> operators = new ArrayList<>();
    flatten(call, true, operands, operators);
    SqlNode tree = new Chain(operands, operators).tree();
    return tree.clone(call.getParserPosition());
  }

  private void flatten(
      SqlNode node, boolean isWhole, List<SqlNode> operands, List<SqlCall> operators) {
    boolean isPart = node instanceof SqlCall call && level(call) != NOT_IN_CHAINS;
    if (!isPart || (!isWhole && isInParentheses((SqlCall) node))) {
      SqlNode operand = node.accept(this);
      operands.add(operand == null ? node : operand);
      return;
    }
    SqlCall call = (SqlCall) node;
    flatten(call.operand(0), false, operands, operators);
    operators.add(call);
    flatten(call.operand(1), false, operands, operators);
  }

  private static boolean isInParentheses(SqlCall call) {
    SqlParserPos whole = call.getParserPosition();
    SqlParserPos first = call.operand(0).getParserPosition();
    return whole.getLineNum() != first.getLineNum() || whole.getColumnNum() != first.getColumnNum();
  }

  private static int level(SqlCall call) {
    if (!(call instanceof SqlBasicCall) || call.operandCount() != 2) {
      return NOT_IN_CHAINS;
    }
    return switch (call.getOperator().getName()) {
      case "*", "/", "%" -> PRODUCT;
      case "+", "-" -> SUM;
      case "||" -> OTHER;
      case "=", "<>", "!=", "<", "<=", ">", ">=" -> COMPARISON;
      case "IS DISTINCT FROM", "IS NOT DISTINCT FROM" -> IS;
      default -> NOT_IN_CHAINS;
    };
  }

  /** Operands with operators between them, without parentheses. */
  private static final class Chain {
    private final List<SqlNode> operands;
    private final List<SqlCall> operators;
    private int next;

    Chain(List<SqlNode> operands, List<SqlCall> operators) {
      this.operands = operands;
      this.operators = operators;
    }

    SqlNode tree() {
      return treeOf(IS);
    }

    /** The longest tree from the next operand on whose operators bind at least so tightly. */
    private SqlNode treeOf(int minimum) {
      SqlNode left = operands.get(next);
      int last = Integer.MAX_VALUE;
      while (next < operators.size()) {
        SqlCall call = operators.get(next);
        int level = level(call);
        if (level < minimum) {
          return left;
        }
        if (level == last && level <= COMPARISON) {
          throw chained(call);
        }
        next++;
        left = join(call.getOperator(), left, treeOf(level + 1));
        last = level;
      }
      return left;
    }

    private static SqlNode join(SqlOperator operator, SqlNode left, SqlNode right) {
      return operator.createCall(
          left.getParserPosition().plus(right.getParserPosition()), left, right);
    }

    private static SqlFault chained(SqlCall call) {
      String operator = call.getOperator().getName();
      return new SqlFault(
          QueryException.Kind.SYNTAX,
          "syntax error at \""
              + operator
              + "\": comparisons can't follow one another; join them with AND, or put one in"
              + " parentheses",
          call.operand(1).getParserPosition());
    }
  }
}
