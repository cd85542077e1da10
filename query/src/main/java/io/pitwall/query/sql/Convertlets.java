package io.pitwall.query.sql;

import io.pitwall.query.function.IntervalLiterals;
import io.pitwall.query.function.PlannedFunctions;
import io.pitwall.query.type.CalciteConstants;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Converts syntax to expressions as Calcite does, except that interval literals keep their
 * nanoseconds, that CASE becomes {@link PlannedFunctions#CASE}, and that LIKE of a null literal is
 * null.
 */
final class Convertlets implements SqlRexConvertletTable {
  static final Convertlets INSTANCE = new Convertlets();

  private Convertlets() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    SqlOperator operator = call.getOperator();
    if (operator.equals(IntervalLiterals.NANOS)) {
      return (context, interval) ->
          literal(
              context,
              CalciteConstants.interval(amountOf(interval)),
              IntervalLiterals.nanosQualifier());
    }
    if (operator.equals(IntervalLiterals.MONTHS)) {
      return (context, interval) ->
          literal(context, amountOf(interval), IntervalLiterals.monthsQualifier());
    }
    if (call instanceof SqlCase choice) {
      return (context, node) -> opaque(context, choice);
    }
    if (operator.equals(SqlStdOperatorTable.OVERLAPS)) {
      return Convertlets::overlaps;
    }
    if (call.getKind() == SqlKind.CAST) {
      return CastConversion::convert;
    }
    SqlRexConvertlet convertlet = StandardConvertletTable.INSTANCE.get(call);
    if (convertlet != null && call.getKind() == SqlKind.LIKE) {
      // Calcite simplifies each expression as it is made, and a pattern only if it is not null.
      return (context, like) ->
          NullFolding.in(convertlet.convertCall(context, like), context.getRexBuilder());
    }
    return convertlet;
  }

  private static RexNode opaque(SqlRexContext context, SqlCase choice) {
    RexBuilder builder = context.getRexBuilder();
    RexCall converted = (RexCall) StandardConvertletTable.INSTANCE.convertCase(context, choice);
    List<RexNode> operands = new ArrayList<>();
    for (RexNode operand : converted.getOperands()) {
      operands.add(withoutClaim(builder, operand));
    }
    return builder.makeCall(converted.getType(), PlannedFunctions.CASE, operands);
  }

  /** A branch without the cast that only says that it is not null. */
  private static RexNode withoutClaim(RexBuilder builder, RexNode operand) {
    if (operand.getKind() != SqlKind.CAST) {
      return operand;
    }
    RexNode value = ((RexCall) operand).getOperands().get(0);
    boolean isClaim =
        SqlTypeUtil.equalSansNullability(
            builder.getTypeFactory(), operand.getType(), value.getType());
    return isClaim ? value : operand;
  }

  /**
   * Two periods, each a start and an end or a length. Like PostgreSQL's, they contain their start
   * but not their end, and one that ends before it starts is turned around.
   */
  private static RexNode overlaps(SqlRexContext context, SqlCall call) {
    RexBuilder builder = context.getRexBuilder();
    RexNode[] left = period(context, call.operand(0));
    RexNode[] right = period(context, call.operand(1));
    return builder.makeCall(
        SqlStdOperatorTable.OR,
        builder.makeCall(SqlStdOperatorTable.EQUALS, left[0], right[0]),
        builder.makeCall(
            SqlStdOperatorTable.AND,
            builder.makeCall(SqlStdOperatorTable.LESS_THAN, left[0], right[1]),
            builder.makeCall(SqlStdOperatorTable.LESS_THAN, right[0], left[1])));
  }

  /** The earlier and the later end of a period. */
  private static RexNode[] period(SqlRexContext context, SqlCall period) {
    RexBuilder builder = context.getRexBuilder();
    RexNode start = context.convertExpression(period.operand(0));
    RexNode second = context.convertExpression(period.operand(1));
    boolean isLength = SqlTypeName.INTERVAL_TYPES.contains(second.getType().getSqlTypeName());
    RexNode end =
        isLength
            ? builder.makeCall(start.getType(), SqlStdOperatorTable.PLUS, List.of(start, second))
            : second;
    RexNode isTurned = builder.makeCall(SqlStdOperatorTable.LESS_THAN, end, start);
    return new RexNode[] {
      builder.makeCall(SqlStdOperatorTable.CASE, isTurned, end, start),
      builder.makeCall(SqlStdOperatorTable.CASE, isTurned, start, end)
    };
  }

  private static BigDecimal amountOf(SqlCall interval) {
    BigDecimal amount = ((SqlLiteral) interval.operand(0)).bigDecimalValue();
    if (amount == null) {
      throw new IllegalStateException("an interval without an amount");
    }
    return amount;
  }

  private static RexNode literal(
      SqlRexContext context, BigDecimal amount, SqlIntervalQualifier qualifier) {
    return context.getRexBuilder().makeIntervalLiteral(amount, qualifier);
  }
}
