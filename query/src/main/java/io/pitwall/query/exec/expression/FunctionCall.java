package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.SettingValues;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeFamily;

/**
 * One call of a function while it is compiled: its arguments, its type and the statement's time.
 */
public final class FunctionCall {
  private final RexCall call;
  private final ExpressionCompiler compiler;

  FunctionCall(RexCall call, ExpressionCompiler compiler) {
    this.call = call;
    this.compiler = compiler;
  }

  /** The function's name as its operator has it. */
  public String name() {
    return call.getOperator().getName();
  }

  /** How many arguments the call has. */
  public int arity() {
    return call.getOperands().size();
  }

  /**
   * The type of the call's values in vectors.
   *
   * @throws QueryException if vectors have no such type
   */
  public ColumnType type() throws QueryException {
    return SqlType.of(call.getType()).column();
  }

  /**
   * Compiles an argument. Each call makes another expression, because an expression's vectors serve
   * one place only.
   *
   * @param index from 0
   */
  public VectorExpression argument(int index) throws QueryException {
    return compiler.compile(node(index));
  }

  /** Compiles an argument and converts it to a type. */
  public VectorExpression argument(int index, ColumnType type) throws QueryException {
    return ExpressionCompiler.convert(argument(index), type);
  }

  /** Whether an argument is an interval of calendar months. */
  public boolean isMonths(int index) {
    return node(index).getType().getSqlTypeName().getFamily() == SqlTypeFamily.INTERVAL_YEAR_MONTH;
  }

  /**
   * The value of an argument that is a constant text.
   *
   * @throws QueryException NOT_SUPPORTED if it is not constant
   */
  public String text(int index) throws QueryException {
    if (argument(index) instanceof Literal literal && literal.type() == ColumnType.STRING) {
      return literal.string();
    }
    throw new QueryException(
        QueryException.Kind.NOT_SUPPORTED,
        "argument " + (index + 1) + " of " + name() + " must be a constant text");
  }

  /** The name of an argument that is a keyword, such as the unit of {@code FLOOR(x TO unit)}. */
  public String keyword(int index) {
    Enum<?> keyword = ((RexLiteral) node(index)).getValueAs(Enum.class);
    return keyword == null ? "" : keyword.name();
  }

  /** The time of the statement, nanoseconds since the epoch; the result is then valid once only. */
  public long nowNanos() {
    return compiler.nowNanos();
  }

  /** The settings of the session; the result is then valid once only. */
  public SettingValues settings() {
    return compiler.settings();
  }

  /** Bounds the work of the call's evaluation. */
  public StatementControl control() {
    return compiler.control();
  }

  /** Compiles the arguments as those of CASE: condition, value, …, value. */
  public VectorExpression compileCase() throws QueryException {
    return compiler.caseOf(call);
  }

  private RexNode node(int index) {
    return call.getOperands().get(index);
  }
}
