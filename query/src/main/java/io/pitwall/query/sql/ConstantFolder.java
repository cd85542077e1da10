package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.NumberText;
import io.pitwall.query.text.TimeText;
import io.pitwall.query.type.CalciteConstants;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the constant expressions that decide how much a scan reads: texts cast to times, times
 * plus or minus intervals, arithmetic on literals. Other expressions, and those that would fail,
 * are left to the executor. Calcite's own folder would compile Java for each expression.
 */
final class ConstantFolder implements RexExecutor {
  static final ConstantFolder INSTANCE = new ConstantFolder();

  private ConstantFolder() {}

  @Override
  public void reduce(RexBuilder builder, List<RexNode> expressions, List<RexNode> reducedValues) {
    for (RexNode expression : expressions) {
      reducedValues.add(folded(builder, expression));
    }
  }

  /** The value of a constant expression as a literal, or the expression. */
  static RexNode folded(RexBuilder builder, RexNode expression) {
    if (!(expression instanceof RexCall call)) {
      return expression;
    }
    try {
      RexLiteral literal = literalOf(builder, call);
      return literal == null ? expression : literal;
    } catch (QueryException | ArithmeticException leftForExecution) {
      return expression;
    }
  }

  private static @Nullable RexLiteral literalOf(RexBuilder builder, RexNode expression)
      throws QueryException {
    if (expression instanceof RexLiteral literal) {
      return literal;
    }
    if (!(expression instanceof RexCall call)) {
      return null;
    }
    if (call.getOperands().isEmpty()) {
      return null;
    }
    RexLiteral[] operands = new RexLiteral[call.getOperands().size()];
    for (int i = 0; i < operands.length; i++) {
      RexLiteral operand = literalOf(builder, call.getOperands().get(i));
      if (operand == null || operand.isNull()) {
        return null;
      }
      operands[i] = operand;
    }
    return switch (call.getKind()) {
      case CAST -> cast(builder, operands[0], call.getType());
      case PLUS, MINUS, TIMES, DIVIDE, MOD ->
          operands.length == 2 ? arithmetic(builder, call, operands[0], operands[1]) : null;
      case MINUS_PREFIX -> negated(builder, call, operands[0]);
      default -> null;
    };
  }

  private static @Nullable RexLiteral cast(RexBuilder builder, RexLiteral operand, RelDataType type)
      throws QueryException {
    boolean fromText = SqlTypeFamily.CHARACTER.contains(operand.getType());
    return switch (type.getSqlTypeName()) {
      case TIMESTAMP -> fromText ? time(builder, TimeText.parse(textOf(operand)), type) : null;
      case BIGINT -> fromText ? bigint(builder, NumberText.parseLong(textOf(operand))) : null;
      case DOUBLE -> {
        if (fromText) {
          yield real(builder, NumberText.parseDouble(textOf(operand)));
        }
        boolean fromNumber = SqlTypeFamily.NUMERIC.contains(operand.getType());
        yield fromNumber ? real(builder, numberOf(operand)) : null;
      }
      default -> null;
    };
  }

  private static @Nullable RexLiteral arithmetic(
      RexBuilder builder, RexCall call, RexLiteral left, RexLiteral right) throws QueryException {
    if (isTime(left) && isInterval(right)) {
      long interval = CalciteConstants.nanosOf(numberOf(right));
      long nanos = CalciteConstants.nanosOf(timeOf(left));
      return switch (call.getKind()) {
        case PLUS -> time(builder, Math.addExact(nanos, interval), call.getType());
        case MINUS -> time(builder, Math.subtractExact(nanos, interval), call.getType());
        default -> null;
      };
    }
    boolean longs = isLong(left) && isLong(right);
    if (!longs || call.getType().getSqlTypeName() != SqlTypeName.BIGINT) {
      return null;
    }
    long a = numberOf(left).longValueExact();
    long b = numberOf(right).longValueExact();
    return bigint(
        builder,
        switch (call.getKind()) {
          case PLUS -> Math.addExact(a, b);
          case MINUS -> Math.subtractExact(a, b);
          case DIVIDE -> Math.divideExact(a, b);
          case MOD -> a % b;
          default -> Math.multiplyExact(a, b);
        });
  }

  private static @Nullable RexLiteral negated(
      RexBuilder builder, RexCall call, RexLiteral operand) {
    return switch (call.getType().getSqlTypeName()) {
      case BIGINT -> bigint(builder, Math.negateExact(numberOf(operand).longValueExact()));
      // −0.0 is a double that no decimal literal can be: the executor negates zero.
      case DOUBLE ->
          numberOf(operand).signum() == 0 ? null : real(builder, numberOf(operand).negate());
      default -> null;
    };
  }

  private static boolean isTime(RexLiteral literal) {
    return literal.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP;
  }

  /** Whether it is an interval of nanoseconds; those of months need a calendar. */
  private static boolean isInterval(RexLiteral literal) {
    return SqlTypeName.DAY_INTERVAL_TYPES.contains(literal.getType().getSqlTypeName());
  }

  private static boolean isLong(RexLiteral literal) {
    return literal.getType().getSqlTypeName() == SqlTypeName.BIGINT;
  }

  private static TimestampString timeOf(RexLiteral literal) {
    return required(literal.getValueAs(TimestampString.class));
  }

  private static BigDecimal numberOf(RexLiteral literal) {
    return required(literal.getValueAs(BigDecimal.class));
  }

  private static String textOf(RexLiteral literal) {
    return required(literal.getValueAs(String.class));
  }

  /** The operands were checked not to be null. */
  private static <T> T required(@Nullable T value) {
    return Objects.requireNonNull(value, "a null literal");
  }

  private static RexLiteral time(RexBuilder builder, long nanos, RelDataType type) {
    return builder.makeTimestampLiteral(CalciteConstants.time(nanos), type.getPrecision());
  }

  private static RexLiteral bigint(RexBuilder builder, long value) {
    return (RexLiteral)
        builder.makeLiteral(
            BigDecimal.valueOf(value),
            builder.getTypeFactory().createSqlType(SqlTypeName.BIGINT),
            false);
  }

  /** A decimal literal can't be −0.0, NaN or infinite: those are left to the executor. */
  private static @Nullable RexLiteral real(RexBuilder builder, double value) {
    boolean negativeZero = value == 0 && 1 / value < 0;
    return negativeZero || !Double.isFinite(value)
        ? null
        : builder.makeApproxLiteral(BigDecimal.valueOf(value));
  }

  private static RexLiteral real(RexBuilder builder, BigDecimal value) {
    if (Double.isInfinite(value.doubleValue())) {
      throw new ArithmeticException("beyond a double");
    }
    return builder.makeApproxLiteral(value);
  }
}
