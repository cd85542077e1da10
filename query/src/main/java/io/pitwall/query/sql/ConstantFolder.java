package io.pitwall.query.sql;

import io.pitwall.query.text.TimeText;
import java.math.BigDecimal;
import java.util.List;
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
 * Evaluates the constant expressions that decide how much a scan reads: texts that are moments,
 * moments plus or minus intervals, arithmetic of literals. What it does not know, and what would be
 * an error, stays as it is for the executor. Calcite's own would compile Java for each.
 */
final class ConstantFolder implements RexExecutor {
  static final ConstantFolder INSTANCE = new ConstantFolder();

  private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);

  private ConstantFolder() {}

  @Override
  public void reduce(RexBuilder builder, List<RexNode> expressions, List<RexNode> reducedValues) {
    for (RexNode expression : expressions) {
      reducedValues.add(folded(builder, expression));
    }
  }

  /** The literal that a constant expression comes to, or the expression. */
  static RexNode folded(RexBuilder builder, RexNode expression) {
    if (!(expression instanceof RexCall call)) {
      return expression;
    }
    try {
      RexLiteral literal = literalOf(builder, call);
      return literal == null ? expression : literal;
    } catch (IllegalArgumentException | ArithmeticException e) {
      return expression;
    }
  }

  private static @Nullable RexLiteral literalOf(RexBuilder builder, RexNode expression) {
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
      case PLUS, MINUS, TIMES ->
          operands.length == 2 ? arithmetic(builder, call, operands[0], operands[1]) : null;
      case MINUS_PREFIX -> negated(builder, call, operands[0]);
      default -> null;
    };
  }

  private static @Nullable RexLiteral cast(
      RexBuilder builder, RexLiteral operand, RelDataType type) {
    boolean fromText = SqlTypeFamily.CHARACTER.contains(operand.getType());
    return switch (type.getSqlTypeName()) {
      case TIMESTAMP -> fromText ? moment(builder, TimeText.parse(textOf(operand)), type) : null;
      case BIGINT -> fromText ? bigint(builder, Long.parseLong(textOf(operand).strip())) : null;
      case DOUBLE -> {
        if (fromText) {
          BigDecimal value = new BigDecimal(textOf(operand).strip());
          boolean negativeZero = value.signum() == 0 && textOf(operand).strip().startsWith("-");
          yield negativeZero ? null : real(builder, value);
        }
        boolean fromNumber = SqlTypeFamily.NUMERIC.contains(operand.getType());
        yield fromNumber ? real(builder, numberOf(operand)) : null;
      }
      default -> null;
    };
  }

  private static @Nullable RexLiteral arithmetic(
      RexBuilder builder, RexCall call, RexLiteral left, RexLiteral right) {
    if (isMoment(left) && isSpan(right)) {
      long span = nanosOf(right);
      long nanos = TimeText.toNanos(momentOf(left));
      return switch (call.getKind()) {
        case PLUS -> moment(builder, Math.addExact(nanos, span), call.getType());
        case MINUS -> moment(builder, Math.subtractExact(nanos, span), call.getType());
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

  private static boolean isMoment(RexLiteral literal) {
    return literal.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP;
  }

  /** Of nanoseconds; those of months need a calendar. */
  private static boolean isSpan(RexLiteral literal) {
    return SqlTypeName.DAY_INTERVAL_TYPES.contains(literal.getType().getSqlTypeName());
  }

  private static boolean isLong(RexLiteral literal) {
    return literal.getType().getSqlTypeName() == SqlTypeName.BIGINT;
  }

  private static long nanosOf(RexLiteral span) {
    return numberOf(span).multiply(NANOS_PER_MILLI).longValueExact();
  }

  private static TimestampString momentOf(RexLiteral literal) {
    TimestampString moment = literal.getValueAs(TimestampString.class);
    if (moment == null) {
      throw new IllegalArgumentException("a null moment");
    }
    return moment;
  }

  private static BigDecimal numberOf(RexLiteral literal) {
    BigDecimal number = literal.getValueAs(BigDecimal.class);
    if (number == null) {
      throw new IllegalArgumentException("a null number");
    }
    return number;
  }

  private static String textOf(RexLiteral literal) {
    String text = literal.getValueAs(String.class);
    if (text == null) {
      throw new IllegalArgumentException("a null text");
    }
    return text;
  }

  private static RexLiteral moment(RexBuilder builder, long nanos, RelDataType type) {
    return builder.makeTimestampLiteral(TimeText.toLiteral(nanos), type.getPrecision());
  }

  private static RexLiteral bigint(RexBuilder builder, long value) {
    return (RexLiteral)
        builder.makeLiteral(
            BigDecimal.valueOf(value),
            builder.getTypeFactory().createSqlType(SqlTypeName.BIGINT),
            false);
  }

  private static RexLiteral real(RexBuilder builder, BigDecimal value) {
    if (Double.isInfinite(value.doubleValue())) {
      throw new ArithmeticException("beyond a double");
    }
    return builder.makeApproxLiteral(value);
  }
}
