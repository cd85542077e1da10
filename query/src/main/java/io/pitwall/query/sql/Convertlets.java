package io.pitwall.query.sql;

import io.pitwall.query.function.IntervalLiterals;
import java.math.BigDecimal;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's way from syntax to expressions, but interval literals keep their nanoseconds, as
 * fractions of the milliseconds that Calcite counts in.
 */
final class Convertlets implements SqlRexConvertletTable {
  static final Convertlets INSTANCE = new Convertlets();

  private static final int NANOS_PER_MILLI_DIGITS = 6;

  private Convertlets() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    SqlOperator operator = call.getOperator();
    if (operator.equals(IntervalLiterals.NANOS)) {
      return (context, interval) ->
          literal(context, interval, NANOS_PER_MILLI_DIGITS, IntervalLiterals.nanosQualifier());
    }
    if (operator.equals(IntervalLiterals.MONTHS)) {
      return (context, interval) ->
          literal(context, interval, 0, IntervalLiterals.monthsQualifier());
    }
    return StandardConvertletTable.INSTANCE.get(call);
  }

  private static RexNode literal(
      SqlRexContext context, SqlCall call, int decimals, SqlIntervalQualifier qualifier) {
    BigDecimal amount = ((SqlLiteral) call.operand(0)).bigDecimalValue();
    if (amount == null) {
      throw new IllegalStateException("an interval without an amount");
    }
    BigDecimal value = amount.movePointLeft(decimals).stripTrailingZeros();
    if (value.scale() < 0) {
      value = value.setScale(0);
    }
    return context.getRexBuilder().makeIntervalLiteral(value, qualifier);
  }
}
