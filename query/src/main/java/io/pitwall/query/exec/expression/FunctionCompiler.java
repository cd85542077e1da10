package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/** Arithmetic and the functions that are known by name. */
final class FunctionCompiler {
  private final ExpressionCompiler compiler;

  FunctionCompiler(ExpressionCompiler compiler) {
    this.compiler = compiler;
  }

  @SuppressWarnings("StatementSwitchToExpressionSwitch")
  VectorExpression compile(RexCall call) throws QueryException {
    switch (call.getKind()) {
      case PLUS:
        return arithmetic(Arithmetic.Operation.ADD, call);
      case MINUS:
        return arithmetic(Arithmetic.Operation.SUBTRACT, call);
      case TIMES:
        return arithmetic(Arithmetic.Operation.MULTIPLY, call);
      case DIVIDE:
        return arithmetic(Arithmetic.Operation.DIVIDE, call);
      case MOD:
        return arithmetic(Arithmetic.Operation.REMAINDER, call);
      case MINUS_PREFIX:
        return negate(argument(call, 0));
      case PLUS_PREFIX:
        return argument(call, 0);
      case CAST:
        RexNode operand = call.getOperands().get(0);
        return Conversions.cast(call.getType(), operand.getType(), compiler.compile(operand));
      case LIKE:
        return like(call);
      case EXTRACT:
        return extract(symbol(call, 0), call);
      case FLOOR:
        return call.getOperands().size() == 2 ? floorTo(call) : math(call, Math::floor);
      case CEIL:
        return math(call, Math::ceil);
      default:
        return named(call);
    }
  }

  private VectorExpression named(RexCall call) throws QueryException {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "NOW", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP" ->
          Literal.ofLong(ColumnType.TIMESTAMP, compiler.nowNanos());
      case "TIME_BUCKET" -> timeBucket(call);
      case "DATE_TRUNC" -> dateTrunc(call);
      case "DATE_PART" -> extract(constantText(call, 0), call);
      case "EXTRACT_EPOCH" ->
          new LongToDouble(argument(call, 0), value -> TimeFunctions.extract("EPOCH", value));
      case "ROUND" -> round(call);
      case "ABS" -> abs(argument(call, 0));
      case "CEILING" -> math(call, Math::ceil);
      case "MOD", "%" -> arithmetic(Arithmetic.Operation.REMAINDER, call);
      case "||", "CONCAT" -> concatenate(call);
      case "UPPER" -> mapText(call, text -> text.toUpperCase(Locale.ROOT));
      case "LOWER" -> mapText(call, text -> text.toLowerCase(Locale.ROOT));
      case "LENGTH", "CHAR_LENGTH", "CHARACTER_LENGTH" -> length(argument(call, 0));
      case "REINTERPRET" -> argument(call, 0);
      default ->
          throw new QueryException(
              QueryException.Kind.NOT_SUPPORTED,
              "the function " + call.getOperator().getName() + " is not supported");
    };
  }

  private VectorExpression argument(RexCall call, int index) throws QueryException {
    return compiler.compile(call.getOperands().get(index));
  }

  private VectorExpression arithmetic(Arithmetic.Operation operation, RexCall call)
      throws QueryException {
    VectorExpression left = argument(call, 0);
    VectorExpression right = argument(call, 1);
    if (isMonths(call, 1) && operation != Arithmetic.Operation.MULTIPLY) {
      return plusMonths(left, right, operation == Arithmetic.Operation.SUBTRACT);
    }
    if (isMonths(call, 0)
        && left.type() == ColumnType.LONG
        && right.type() == ColumnType.TIMESTAMP) {
      return plusMonths(right, left, false);
    }
    ColumnType type = SqlType.of(call.getType()).column();
    boolean doubles = left.type() == ColumnType.DOUBLE || right.type() == ColumnType.DOUBLE;
    if (type == ColumnType.DOUBLE || doubles) {
      VectorExpression result =
          new Arithmetic(
              ColumnType.DOUBLE,
              operation,
              Conversions.to(ColumnType.DOUBLE, left),
              Conversions.to(ColumnType.DOUBLE, right));
      return Conversions.to(type, ExpressionCompiler.fold(result));
    }
    if (!left.type().isLongBacked() || !right.type().isLongBacked()) {
      throw new QueryException(
          QueryException.Kind.TYPE_MISMATCH,
          "no arithmetic between " + left.type() + " and " + right.type());
    }
    return new Arithmetic(type, operation, left, right);
  }

  private static boolean isMonths(RexCall call, int operand) {
    SqlTypeName type = call.getOperands().get(operand).getType().getSqlTypeName();
    return type.getFamily() == SqlTypeFamily.INTERVAL_YEAR_MONTH;
  }

  private static VectorExpression plusMonths(
      VectorExpression time, VectorExpression months, boolean subtracted) throws QueryException {
    if (time.type() != ColumnType.TIMESTAMP || !(months instanceof Literal literal)) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED,
          "only a constant number of months can be added to a time");
    }
    if (literal.isNull()) {
      return Literal.ofNull(ColumnType.TIMESTAMP);
    }
    long count = subtracted ? -literal.longValue() : literal.longValue();
    return new LongFunction(
        ColumnType.TIMESTAMP, true, time, value -> TimeFunctions.plusMonths(value, count), true);
  }

  private static VectorExpression negate(VectorExpression value) {
    if (value.type() == ColumnType.DOUBLE) {
      return new DoubleFunction(false, value, number -> -number);
    }
    return new LongFunction(value.type(), true, value, number -> exact(number, true));
  }

  private static VectorExpression abs(VectorExpression value) {
    if (value.type() == ColumnType.DOUBLE) {
      return new AbsoluteDouble(value);
    }
    return new LongFunction(value.type(), true, value, number -> exact(number, number < 0));
  }

  private static long exact(long number, boolean negated) throws QueryException {
    if (negated && number == Long.MIN_VALUE) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE,
          "the negative of " + number + " does not fit in a 64-bit integer");
    }
    return negated ? -number : number;
  }

  private VectorExpression math(RexCall call, DoubleFunction.Mapping mapping)
      throws QueryException {
    VectorExpression value = argument(call, 0);
    if (value.type() == ColumnType.LONG) {
      return Conversions.to(SqlType.of(call.getType()).column(), value);
    }
    requireDouble(call, value);
    return new DoubleFunction(false, value, mapping);
  }

  private static void requireDouble(RexCall call, VectorExpression value) throws QueryException {
    if (value.type() != ColumnType.DOUBLE) {
      throw new QueryException(
          QueryException.Kind.TYPE_MISMATCH,
          call.getOperator().getName() + " is for numbers, not for " + value.type());
    }
  }

  private VectorExpression round(RexCall call) throws QueryException {
    VectorExpression value = argument(call, 0);
    ColumnType type = SqlType.of(call.getType()).column();
    boolean plain = call.getOperands().size() == 1;
    VectorExpression digits =
        plain
            ? Literal.ofLong(ColumnType.LONG, 0)
            : Conversions.to(ColumnType.LONG, argument(call, 1));
    if (!(digits instanceof Literal literal)) {
      return new RoundToDigits(Conversions.to(ColumnType.DOUBLE, value), digits);
    }
    if (literal.isNull()) {
      return Literal.ofNull(type);
    }
    long places = literal.longValue();
    if (value.type() == ColumnType.LONG) {
      return Conversions.to(type, ExpressionCompiler.fold(roundLong(value, places)));
    }
    requireDouble(call, value);
    return new DoubleFunction(false, value, number -> Rounding.round(number, places));
  }

  private static VectorExpression roundLong(VectorExpression value, long places) {
    if (places >= 0) {
      return value;
    }
    return new LongFunction(
        ColumnType.LONG,
        true,
        value,
        number -> {
          try {
            return Rounding.round(number, places);
          } catch (ArithmeticException e) {
            throw new QueryException(
                QueryException.Kind.OUT_OF_RANGE,
                "ROUND(" + number + ", " + places + ") does not fit in a 64-bit integer",
                0,
                0,
                e);
          }
        });
  }

  private VectorExpression timeBucket(RexCall call) throws QueryException {
    if (call.getOperands().size() != 2) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED, "time_bucket takes a width and a time");
    }
    if (isMonths(call, 0)) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED,
          "time_bucket takes spans of fixed length; date_trunc('month', …) cuts to months");
    }
    VectorExpression width = argument(call, 0);
    if (!(width instanceof Literal literal)) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED, "the width of time_bucket must be a constant");
    }
    if (literal.isNull()) {
      return Literal.ofNull(ColumnType.TIMESTAMP);
    }
    long nanos = TimeFunctions.checkWidth(literal.longValue());
    VectorExpression time = Conversions.to(ColumnType.TIMESTAMP, argument(call, 1));
    return new LongFunction(
        ColumnType.TIMESTAMP, true, time, value -> TimeFunctions.bucket(nanos, value), true);
  }

  private VectorExpression dateTrunc(RexCall call) throws QueryException {
    String unit = TimeFunctions.truncationUnit(unit(call, 0));
    return truncate(unit, argument(call, 1));
  }

  private VectorExpression floorTo(RexCall call) throws QueryException {
    return truncate(TimeFunctions.truncationUnit(symbol(call, 1)), argument(call, 0));
  }

  private static VectorExpression truncate(String unit, VectorExpression time)
      throws QueryException {
    return new LongFunction(
        ColumnType.TIMESTAMP,
        true,
        Conversions.to(ColumnType.TIMESTAMP, time),
        value -> TimeFunctions.truncate(unit, value),
        true);
  }

  private VectorExpression extract(String field, RexCall call) throws QueryException {
    String unit = TimeFunctions.singular(field);
    if (!TimeFunctions.isField(unit)) {
      throw new QueryException(
          QueryException.Kind.INVALID_VALUE, "a time has no field '" + field + "'");
    }
    VectorExpression time = argument(call, 1);
    boolean interval = time.type() == ColumnType.LONG;
    if (interval && !unit.equals("EPOCH")) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED,
          "of a span of time only EXTRACT(EPOCH FROM …) is supported");
    }
    if (SqlType.of(call.getType()).column() == ColumnType.DOUBLE) {
      return new LongToDouble(time, value -> TimeFunctions.extract(unit, value));
    }
    return new LongFunction(
        ColumnType.LONG, false, time, value -> TimeFunctions.extractWhole(unit, value));
  }

  private String unit(RexCall call, int index) throws QueryException {
    RexNode operand = call.getOperands().get(index);
    return operand.getType().getSqlTypeName() == SqlTypeName.SYMBOL
        ? symbol(call, index)
        : constantText(call, index);
  }

  private static String symbol(RexCall call, int index) {
    Enum<?> symbol = ((RexLiteral) call.getOperands().get(index)).getValueAs(Enum.class);
    return symbol == null ? "" : symbol.name();
  }

  private String constantText(RexCall call, int index) throws QueryException {
    if (argument(call, index) instanceof Literal literal && literal.type() == ColumnType.STRING) {
      return literal.string();
    }
    throw new QueryException(
        QueryException.Kind.NOT_SUPPORTED,
        "argument "
            + (index + 1)
            + " of "
            + call.getOperator().getName()
            + " must be a constant text");
  }

  private VectorExpression concatenate(RexCall call) throws QueryException {
    VectorExpression joined = Conversions.to(ColumnType.STRING, argument(call, 0));
    for (int i = 1; i < call.getOperands().size(); i++) {
      joined =
          ExpressionCompiler.fold(
              new Concatenation(joined, Conversions.to(ColumnType.STRING, argument(call, i))));
    }
    return joined;
  }

  private interface TextMapping {
    String apply(String text);
  }

  private VectorExpression mapText(RexCall call, TextMapping mapping) throws QueryException {
    return StringFunction.toStrings(
        argument(call, 0),
        utf8 ->
            mapping
                .apply(new String(utf8, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
  }

  private static VectorExpression length(VectorExpression text) {
    return StringFunction.of(
        ColumnType.LONG,
        false,
        text,
        utf8 -> {
          long characters = 0;
          for (byte b : utf8) {
            // Continuation bytes of UTF-8 are 10xxxxxx.
            characters += (b & 0xC0) != 0x80 ? 1 : 0;
          }
          return characters;
        });
  }

  private VectorExpression like(RexCall call) throws QueryException {
    List<RexNode> operands = call.getOperands();
    String pattern = constantText(call, 1);
    char escape = '\\';
    if (operands.size() > 2) {
      String text = constantText(call, 2);
      escape = text.isEmpty() ? '\uFFFF' : text.charAt(0);
    }
    boolean ignoreCase =
        call.getOperator() instanceof SqlLikeOperator operator && !operator.isCaseSensitive();
    LikePattern like = new LikePattern(pattern, escape, ignoreCase);
    VectorExpression text = Conversions.to(ColumnType.STRING, argument(call, 0));
    return StringFunction.of(ColumnType.BOOLEAN, false, text, utf8 -> like.matches(utf8) ? 1 : 0);
  }
}
