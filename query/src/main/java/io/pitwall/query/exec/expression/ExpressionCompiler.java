package io.pitwall.query.exec.expression;

import io.pitwall.query.exec.expression.BooleanTest.Question;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.SettingValues;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Turns Calcite's expressions into vector expressions, for one execution: {@code now()} and the
 * settings of the session become constants, and what depends on constants only is computed here.
 */
public final class ExpressionCompiler {
  private final ColumnType[] inputs;
  private final StatementValues values;
  private final FunctionLookup functions;
  private final StatementControl control;
  private final ArithmeticCompiler arithmetic = new ArithmeticCompiler(this);
  private final ConstantTimes times = new ConstantTimes(this::nowNanos);
  private boolean hasUsedNow;

  /**
   * @param inputs the types of the input's columns
   * @param values what is constant within the execution
   * @param functions how functions are evaluated that have no syntax of their own
   * @param control of the statement that the expressions are evaluated for
   */
  public ExpressionCompiler(
      ColumnType[] inputs,
      StatementValues values,
      FunctionLookup functions,
      StatementControl control) {
    this.control = control;
    this.inputs = inputs;
    this.values = values;
    this.functions = functions;
  }

  /**
   * @throws QueryException if there is no implementation, or a constant in it can't be computed
   */
  public VectorExpression compile(RexNode node) throws QueryException {
    return checked(node, compileUnchecked(node));
  }

  /**
   * An expression of another type than the plan says would be read from the wrong array by whoever
   * believes the plan. Only null may be of any type.
   */
  private static VectorExpression checked(RexNode node, VectorExpression compiled)
      throws QueryException {
    SqlType declared = SqlType.of(node.getType());
    if (compiled.type() == declared.column() || declared == SqlType.NULL) {
      return compiled;
    }
    if (compiled instanceof Literal literal && literal.isNull()) {
      return Literal.ofNull(declared.column());
    }
    throw new QueryException(
        QueryException.Kind.INTERNAL,
        "the expression %s is planned as %s and compiled as %s"
            .formatted(node, declared, compiled.type()));
  }

  private VectorExpression compileUnchecked(RexNode node) throws QueryException {
    if (node instanceof RexInputRef reference) {
      return new ColumnReference(reference.getIndex(), inputs[reference.getIndex()]);
    }
    if (node instanceof RexLiteral literal) {
      return CalciteLiterals.of(literal);
    }
    if (node instanceof RexCall call) {
      return fold(call(call));
    }
    throw new QueryException(
        QueryException.Kind.NOT_SUPPORTED, "the expression " + node + " is not supported");
  }

  /** Compiles to a given type, converting between longs and doubles where needed. */
  public VectorExpression compile(RexNode node, ColumnType type) throws QueryException {
    return Conversions.to(type, compile(node));
  }

  /** An expression's value as another type, as comparisons and unions need it. */
  public static VectorExpression convert(VectorExpression value, ColumnType type)
      throws QueryException {
    return Conversions.to(type, value);
  }

  List<VectorExpression> compileAll(List<RexNode> nodes) throws QueryException {
    List<VectorExpression> compiled = new ArrayList<>();
    for (RexNode node : nodes) {
      compiled.add(compile(node));
    }
    return compiled;
  }

  int columns() {
    return inputs.length;
  }

  /** Whether {@code now()}, or a setting, is part of what was compiled. */
  public boolean hasUsedNow() {
    return hasUsedNow;
  }

  StatementControl control() {
    return control;
  }

  long nowNanos() {
    hasUsedNow = true;
    return values.nowNanos();
  }

  SettingValues settings() {
    hasUsedNow = true;
    return values.settings();
  }

  /** Replaces an expression of constants by its value; one that fails is left to fail later. */
  static VectorExpression fold(VectorExpression expression) {
    boolean constant =
        switch (expression) {
          case StrictExpression strict ->
              strict.arguments().stream().allMatch(Literal.class::isInstance);
          case BooleanTest test -> test.argument() instanceof Literal;
          case Junction junction ->
              junction.operands().stream().allMatch(Literal.class::isInstance);
          default -> false;
        };
    if (!constant) {
      return expression;
    }
    try {
      return Literal.ofVector(expression.evaluate(EmptyBatch.ofRows(1)));
    } catch (QueryException leftForExecution) {
      return expression;
    }
  }

  @SuppressWarnings("StatementSwitchToExpressionSwitch")
  private VectorExpression call(RexCall call) throws QueryException {
    List<RexNode> operands = call.getOperands();
    switch (call.getKind()) {
      case AND, OR:
        return junction(call);
      case NOT:
        return not(compile(operands.get(0)));
      case IS_NULL:
        return test(Question.IS_NULL, call);
      case IS_NOT_NULL:
        return test(Question.IS_NOT_NULL, call);
      case IS_TRUE:
        return test(Question.IS_TRUE, call);
      case IS_NOT_TRUE:
        return test(Question.IS_NOT_TRUE, call);
      case IS_FALSE:
        return test(Question.IS_FALSE, call);
      case IS_NOT_FALSE:
        return test(Question.IS_NOT_FALSE, call);
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL:
        return compare(operator(call.getKind()), call);
      case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM:
        return distinct(call);
      case SEARCH:
        return Sargs.compile(
            compile(operands.get(0)), (RexLiteral) operands.get(1), this::cloneOf, call);
      case CASE:
        return caseOf(call);
      case COALESCE:
        return coalesce(call);
      case NULLIF:
        return nullIf(call);
      case PLUS:
        return arithmetic.binary(Arithmetic.Operation.ADD, call);
      case MINUS:
        return arithmetic.binary(Arithmetic.Operation.SUBTRACT, call);
      case TIMES:
        return arithmetic.binary(Arithmetic.Operation.MULTIPLY, call);
      case DIVIDE:
        return arithmetic.binary(Arithmetic.Operation.DIVIDE, call);
      case MOD:
        return arithmetic.binary(Arithmetic.Operation.REMAINDER, call);
      case MINUS_PREFIX:
        return arithmetic.negative(compile(operands.get(0)));
      case PLUS_PREFIX, REINTERPRET:
        return compile(operands.get(0));
      case CAST:
        RexNode operand = operands.get(0);
        return Conversions.cast(call.getType(), operand.getType(), compile(operand));
      default:
        return function(call);
    }
  }

  private VectorExpression function(RexCall call) throws QueryException {
    CallCompiler function = functions.find(call.getOperator());
    if (function == null) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED,
          "the function " + call.getOperator().getName() + " is not supported");
    }
    return function.compile(new FunctionCall(call, this));
  }

  /** Compiles an operand again, since an expression's vectors serve one place only. */
  private VectorExpression cloneOf(RexCall call) throws QueryException {
    return compile(call.getOperands().get(0));
  }

  private VectorExpression junction(RexCall call) throws QueryException {
    boolean conjunction = call.getKind() == SqlKind.AND;
    // What can't fail comes first, so that it can guard what can.
    List<VectorExpression> safe = new ArrayList<>();
    List<VectorExpression> fallible = new ArrayList<>();
    for (VectorExpression operand : compileAll(call.getOperands())) {
      (operand.mayFail() ? fallible : safe).add(operand);
    }
    safe.addAll(fallible);
    return new Junction(conjunction, safe, inputs.length);
  }

  private static VectorExpression not(VectorExpression operand) {
    return new LongFunction(ColumnType.BOOLEAN, false, operand, value -> 1 - value);
  }

  private VectorExpression test(Question question, RexCall call) throws QueryException {
    return new BooleanTest(question, compile(call.getOperands().get(0)));
  }

  private static Comparison.Operator operator(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> Comparison.Operator.EQUAL;
      case NOT_EQUALS -> Comparison.Operator.NOT_EQUAL;
      case LESS_THAN -> Comparison.Operator.LESS;
      case LESS_THAN_OR_EQUAL -> Comparison.Operator.LESS_OR_EQUAL;
      case GREATER_THAN -> Comparison.Operator.GREATER;
      case GREATER_THAN_OR_EQUAL -> Comparison.Operator.GREATER_OR_EQUAL;
      default -> throw new IllegalStateException(kind.toString());
    };
  }

  private VectorExpression compare(Comparison.Operator operator, RexCall call)
      throws QueryException {
    return compare(operator, call.getOperands().get(0), call.getOperands().get(1));
  }

  private VectorExpression compare(Comparison.Operator operator, RexNode left, RexNode right)
      throws QueryException {
    Instant beyond = times.beyond(left);
    if (beyond == null) {
      return compare(operator, compile(left), right);
    }
    Instant other = times.beyond(right);
    return other == null
        ? beyond(operator.mirrored(), compile(right), beyond)
        : Literal.ofBoolean(operator.accepts(beyond.compareTo(other)));
  }

  private VectorExpression compare(
      Comparison.Operator operator, VectorExpression left, RexNode right) throws QueryException {
    Instant beyond =
        left.type() == ColumnType.TIMESTAMP ? times.beyondAsTime(right) : times.beyond(right);
    return beyond == null
        ? compare(operator, left, compile(right))
        : beyond(operator, left, beyond);
  }

  /** Compares with a time that lies before or after all that the value can be. */
  private static VectorExpression beyond(
      Comparison.Operator operator, VectorExpression value, Instant time) throws QueryException {
    boolean accepts = operator.accepts(time.isAfter(Instant.EPOCH) ? -1 : 1);
    Ranges ranges = accepts ? new Ranges().add(null, null) : new Ranges();
    return fold(ranges.over(Conversions.to(ColumnType.TIMESTAMP, value)));
  }

  static VectorExpression compare(
      Comparison.Operator operator, VectorExpression left, VectorExpression right)
      throws QueryException {
    if (left instanceof Literal && !(right instanceof Literal)) {
      return compare(operator.mirrored(), right, left);
    }
    if (right instanceof Literal literal) {
      if (literal.isNull()) {
        return Literal.ofNull(ColumnType.BOOLEAN);
      }
      // A long column keeps its own type, so that its blocks can be pruned: the bound is rounded.
      boolean asIs =
          left.type() == ColumnType.LONG
              && literal.type() == ColumnType.DOUBLE
              && !Double.isNaN(literal.doubleValue());
      Literal bound = literal;
      if (!asIs) {
        ColumnType common = Conversions.common(left.type(), literal.type());
        left = fold(Conversions.to(common, left));
        VectorExpression converted = fold(Conversions.to(common, literal));
        if (!(converted instanceof Literal convertedLiteral)) {
          return new Comparison(operator, left, converted);
        }
        bound = convertedLiteral;
      }
      return Ranges.of(operator, bound).over(left);
    }
    ColumnType common = Conversions.common(left.type(), right.type());
    return new Comparison(operator, Conversions.to(common, left), Conversions.to(common, right));
  }

  /** IS [NOT] DISTINCT FROM: null is equal to null. */
  private VectorExpression distinct(RexCall call) throws QueryException {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    VectorExpression equal = compare(Comparison.Operator.EQUAL, left, right);
    VectorExpression bothNull =
        new Junction(true, List.of(isNull(left), isNull(right)), inputs.length);
    VectorExpression same =
        new Junction(
            false, List.of(bothNull, new BooleanTest(Question.IS_TRUE, equal)), inputs.length);
    return call.getKind() == SqlKind.IS_DISTINCT_FROM ? not(same) : same;
  }

  private VectorExpression isNull(RexNode node) throws QueryException {
    return times.beyond(node) == null
        ? new BooleanTest(Question.IS_NULL, compile(node))
        : Literal.ofBoolean(false);
  }

  VectorExpression caseOf(RexCall call) throws QueryException {
    ColumnType type = SqlType.of(call.getType()).column();
    List<RexNode> operands = call.getOperands();
    List<VectorExpression> conditions = new ArrayList<>();
    List<VectorExpression> values = new ArrayList<>();
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      conditions.add(compile(operands.get(i)));
      values.add(compile(operands.get(i + 1), type));
    }
    values.add(compile(operands.get(operands.size() - 1), type));
    return new CaseExpression(type, conditions, values, inputs.length);
  }

  private VectorExpression coalesce(RexCall call) throws QueryException {
    ColumnType type = SqlType.of(call.getType()).column();
    List<VectorExpression> arguments = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      arguments.add(compile(operand, type));
    }
    return new CoalesceExpression(type, arguments, inputs.length);
  }

  private VectorExpression nullIf(RexCall call) throws QueryException {
    ColumnType type = SqlType.of(call.getType()).column();
    VectorExpression value = compile(call.getOperands().get(0), type);
    NullIfExpression.Computed computed = new NullIfExpression.Computed(type);
    return new NullIfExpression(
        value, computed, compare(Comparison.Operator.EQUAL, computed, call.getOperands().get(1)));
  }
}
