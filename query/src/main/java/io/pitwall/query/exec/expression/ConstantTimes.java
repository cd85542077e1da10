package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.TimeText;
import io.pitwall.query.type.CalciteConstants;
import io.pitwall.query.type.SqlType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates constant times on a line without ends, for comparisons: {@code '9999-12-31'}, {@code
 * 'infinity'} and {@code now() - INTERVAL '1000 years'} are not values that a column can hold, but
 * each lies before or after all of them.
 */
final class ConstantTimes {
  private final LongSupplier now;

  /**
   * @param now the time of the statement, nanoseconds since the epoch
   */
  ConstantTimes(LongSupplier now) {
    this.now = now;
  }

  /** The time that an expression is if it is one that no column can hold; null for all others. */
  @Nullable Instant beyond(RexNode node) {
    return SqlType.of(node.getType().getSqlTypeName()) == SqlType.TIMESTAMP
        ? beyond(node, this::valueOf)
        : null;
  }

  /** As {@link #beyond(RexNode)}, of an expression that is compared with a time. */
  @Nullable Instant beyondAsTime(RexNode node) {
    return beyond(node, this::cast);
  }

  private interface Evaluation {
    @Nullable Instant of(RexNode node) throws QueryException;
  }

  private static @Nullable Instant beyond(RexNode node, Evaluation evaluation) {
    try {
      Instant time = evaluation.of(node);
      return time == null || TimeText.isStorable(time) ? null : time;
    } catch (QueryException | ArithmeticException | DateTimeException leftForExecution) {
      return null;
    }
  }

  private @Nullable Instant valueOf(RexNode node) throws QueryException {
    if (node instanceof RexLiteral literal) {
      Literal time = CalciteLiterals.of(literal);
      return time.isNull() ? null : Instant.EPOCH.plusNanos(time.longValue());
    }
    if (!(node instanceof RexCall call)) {
      return null;
    }
    List<RexNode> operands = call.getOperands();
    return switch (call.getKind()) {
      case CAST -> cast(operands.get(0));
      case PLUS, MINUS -> sum(call);
      default ->
          operands.isEmpty() && call.getOperator().getName().equals("NOW")
              ? Instant.EPOCH.plusNanos(now.getAsLong())
              : null;
    };
  }

  private @Nullable Instant cast(RexNode operand) throws QueryException {
    if (!(operand instanceof RexLiteral literal) || literal.isNull()) {
      return SqlType.of(operand.getType()) == SqlType.TIMESTAMP ? valueOf(operand) : null;
    }
    return switch (SqlType.of(literal.getType())) {
      case STRING -> TimeText.parseAny(String.valueOf(literal.getValueAs(String.class)));
      case TIMESTAMP -> valueOf(literal);
      case BOOLEAN, LONG, DOUBLE, INTERVAL, MONTHS, NULL -> null;
    };
  }

  /** A time plus or minus a constant interval. */
  private @Nullable Instant sum(RexCall call) throws QueryException {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    boolean mirrored = SqlType.of(left.getType()) != SqlType.TIMESTAMP;
    Instant time = valueOf(mirrored ? right : left);
    if (time == null
        || !((mirrored ? left : right) instanceof RexLiteral interval)
        || interval.isNull()) {
      return null;
    }
    if (time.equals(Instant.MAX) || time.equals(Instant.MIN)) {
      return time;
    }
    int sign = call.getKind() == SqlKind.MINUS ? -1 : 1;
    return switch (SqlType.of(interval.getType())) {
      case INTERVAL ->
          time.plusNanos(Math.multiplyExact(sign, CalciteConstants.nanosOf(amount(interval))));
      case MONTHS ->
          time.atOffset(ZoneOffset.UTC)
              .plusMonths(sign * amount(interval).longValueExact())
              .toInstant();
      case BOOLEAN, LONG, DOUBLE, STRING, TIMESTAMP, NULL -> null;
    };
  }

  private static BigDecimal amount(RexLiteral interval) {
    BigDecimal amount = interval.getValueAs(BigDecimal.class);
    if (amount == null) {
      throw new IllegalStateException("an interval without an amount");
    }
    return amount;
  }
}
