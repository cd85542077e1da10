package io.pitwall.query.function;

import com.google.common.collect.ImmutableMap;
import io.pitwall.query.exec.expression.CallCompiler;
import io.pitwall.query.exec.expression.FunctionCall;
import io.pitwall.query.exec.expression.Literal;
import io.pitwall.query.exec.expression.LongFunction;
import io.pitwall.query.exec.expression.LongToDouble;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes buckets of time that are computed from seconds, {@code floor(extract(epoch FROM t) /
 * w) * w}, as Grafana writes them, with or without casts, and replaces them by functions of the
 * nanoseconds.
 *
 * <p>PostgreSQL computes them with exact decimals. Doubles would put a row at the start of a bucket
 * of 0.1 s into the bucket before. The functions are monotone besides, so that a block of rows in
 * one bucket is known by its first and last time.
 */
public final class EpochBuckets extends RexShuttle {
  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);

  /** {@code floor(seconds / width)}; the width is in nanoseconds. */
  private static final SqlFunction NUMBER = function("EPOCH_BUCKET_NUMBER");

  /** {@code floor(seconds / width) * width}, in seconds; the width is in nanoseconds. */
  private static final SqlFunction START = function("EPOCH_BUCKET_START");

  static final ImmutableMap<SqlOperator, CallCompiler> COMPILERS =
      ImmutableMap.of(NUMBER, EpochBuckets::number, START, EpochBuckets::start);

  private final RexBuilder builder;

  public EpochBuckets(RexBuilder builder) {
    this.builder = builder;
  }

  private static SqlFunction function(String name) {
    return SqlBasicFunction.create(
        name, ReturnTypes.DOUBLE_NULLABLE, OperandTypes.VARIADIC, SqlFunctionCategory.TIMEDATE);
  }

  @Override
  public RexNode visitCall(RexCall visited) {
    RexCall call = (RexCall) super.visitCall(visited);
    RexNode bucket =
        switch (call.getKind()) {
          case FLOOR -> call.getOperands().size() == 1 ? floor(call) : null;
          case CAST -> cast(call);
          case TIMES -> product(call);
          default -> null;
        };
    return bucket == null ? call : bucket;
  }

  private @Nullable RexNode floor(RexCall call) {
    RexNode argument = call.getOperands().get(0);
    RexNode time = timeOf(argument);
    BigDecimal width = BigDecimal.ONE;
    if (time == null && argument.getKind() == SqlKind.DIVIDE) {
      List<RexNode> operands = ((RexCall) argument).getOperands();
      time = timeOf(operands.get(0));
      width = number(operands.get(1));
    }
    Long nanos = width == null ? null : nanosOf(width);
    return time == null || nanos == null ? null : bucket(call.getType(), NUMBER, nanos, time);
  }

  /** The time whose seconds an expression is; null for other expressions. */
  private static @Nullable RexNode timeOf(RexNode seconds) {
    if (seconds.getKind() == SqlKind.CAST
        && seconds.getType().getSqlTypeName() == SqlTypeName.DOUBLE) {
      return timeOf(((RexCall) seconds).getOperands().get(0));
    }
    return seconds instanceof RexCall call && TimeFunctions.isEpoch(call)
        ? call.getOperands().get(1)
        : null;
  }

  private static @Nullable BigDecimal number(RexNode node) {
    return node instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
  }

  /** Null if a width is not positive, of a part of a nanosecond, or too long. */
  private static @Nullable Long nanosOf(BigDecimal seconds) {
    if (seconds.signum() <= 0) {
      return null;
    }
    try {
      return seconds.multiply(NANOS_PER_SECOND).longValueExact();
    } catch (ArithmeticException notWhole) {
      return null;
    }
  }

  private RexNode bucket(RelDataType type, SqlFunction function, long nanos, RexNode time) {
    RexNode width = builder.makeBigintLiteral(BigDecimal.valueOf(nanos));
    return builder.makeCall(type, function, List.of(width, time));
  }

  /** A bucket's number, or its start in whole seconds, as an integer. */
  private @Nullable RexNode cast(RexCall call) {
    if (!(call.getOperands().get(0) instanceof RexCall bucket)) {
      return null;
    }
    boolean isNumber = bucket.getOperator().equals(NUMBER);
    boolean isWhole =
        isNumber
            || bucket.getOperator().equals(START)
                && width(bucket) % NANOS_PER_SECOND.longValue() == 0;
    return switch (call.getType().getSqlTypeName()) {
      case BIGINT -> isWhole ? bucket.clone(call.getType(), bucket.getOperands()) : null;
      case DOUBLE ->
          bucket.getType().getSqlTypeName() == SqlTypeName.DOUBLE
                  && (isNumber || bucket.getOperator().equals(START))
              ? bucket
              : null;
      default -> null;
    };
  }

  /** A bucket's number times its width. */
  private @Nullable RexNode product(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    RexNode number = left instanceof RexLiteral ? right : left;
    BigDecimal factor = number(left instanceof RexLiteral ? left : right);
    if (factor == null
        || !(number instanceof RexCall bucket)
        || !bucket.getOperator().equals(NUMBER)) {
      return null;
    }
    Long nanos = nanosOf(factor);
    return nanos != null && nanos == width(bucket)
        ? bucket(call.getType(), START, nanos, bucket.getOperands().get(1))
        : null;
  }

  private static long width(RexCall bucket) {
    return Objects.requireNonNull(number(bucket.getOperands().get(0))).longValueExact();
  }

  private static VectorExpression number(FunctionCall call) throws QueryException {
    long width = width(call);
    VectorExpression time = call.argument(1, ColumnType.TIMESTAMP);
    return call.type() == ColumnType.DOUBLE
        ? LongToDouble.monotone(time, nanos -> Math.floorDiv(nanos, width))
        : LongFunction.monotone(ColumnType.LONG, time, nanos -> Math.floorDiv(nanos, width));
  }

  private static VectorExpression start(FunctionCall call) throws QueryException {
    long width = width(call);
    VectorExpression time = call.argument(1, ColumnType.TIMESTAMP);
    if (call.type() == ColumnType.DOUBLE) {
      return LongToDouble.monotone(time, nanos -> startSeconds(width, nanos));
    }
    long seconds = width / NANOS_PER_SECOND.longValue();
    return LongFunction.monotone(
        ColumnType.LONG, time, nanos -> Math.floorDiv(nanos, width) * seconds);
  }

  private static long width(FunctionCall call) throws QueryException {
    return ((Literal) call.argument(0)).longValue();
  }

  /** The seconds at which a time's bucket starts. */
  static double startSeconds(long width, long nanos) {
    long phase = Math.floorMod(nanos, width);
    if (nanos < Long.MIN_VALUE + phase) {
      return BigDecimal.valueOf(nanos)
          .subtract(BigDecimal.valueOf(phase))
          .movePointLeft(9)
          .doubleValue();
    }
    return EpochSeconds.of(nanos - phase);
  }
}
