package io.pitwall.query.sql;

import io.pitwall.query.function.IntervalLiterals;
import io.pitwall.query.type.CalciteConstants;
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
 * Converts syntax to expressions as Calcite does, except that interval literals keep their
 * nanoseconds.
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
    return StandardConvertletTable.INSTANCE.get(call);
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
