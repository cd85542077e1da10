package io.pitwall.query.function;

import static org.apache.calcite.sql.type.OperandTypes.family;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.IntervalText;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Interval literals in a statement that is not converted to a plan yet. Calcite's own count
 * milliseconds, so an interval is a call of a function with an exact number. No plan contains these
 * functions: conversion makes literals of them.
 */
public final class IntervalLiterals {
  /** {@code INTERVAL_NANOS(n)}: a span of nanoseconds. */
  public static final SqlFunction NANOS =
      SqlBasicFunction.create(
          "INTERVAL_NANOS",
          binding -> binding.getTypeFactory().createSqlIntervalType(nanosQualifier()),
          family(SqlTypeFamily.NUMERIC),
          SqlFunctionCategory.SYSTEM);

  /** {@code INTERVAL_MONTHS(n)}: a span of calendar months. */
  public static final SqlFunction MONTHS =
      SqlBasicFunction.create(
          "INTERVAL_MONTHS",
          binding -> binding.getTypeFactory().createSqlIntervalType(monthsQualifier()),
          family(SqlTypeFamily.NUMERIC),
          SqlFunctionCategory.SYSTEM);

  /**
   * {@code INTERVAL_MIXED(months, nanos)}: a span of both, which has no type. Adding it to a time
   * adds the months first, and then the nanoseconds; other uses are refused.
   */
  private static final SqlFunction MIXED =
      SqlBasicFunction.create(
          "INTERVAL_MIXED",
          ReturnTypes.explicit(SqlTypeName.NULL),
          OperandTypes.VARIADIC,
          SqlFunctionCategory.SYSTEM);

  private IntervalLiterals() {}

  /** The type of an interval of nanoseconds. */
  public static SqlIntervalQualifier nanosQualifier() {
    return new SqlIntervalQualifier(TimeUnit.SECOND, null, SqlParserPos.ZERO);
  }

  /** The type of an interval of calendar months. */
  public static SqlIntervalQualifier monthsQualifier() {
    return new SqlIntervalQualifier(TimeUnit.MONTH, null, SqlParserPos.ZERO);
  }

  /**
   * @param sign 1 or −1
   */
  public static SqlNode of(IntervalText interval, int sign, SqlParserPos position) {
    SqlNode months = amount(Math.multiplyExact(sign, interval.months()), position);
    SqlNode nanos = amount(Math.multiplyExact(sign, interval.nanos()), position);
    if (interval.months() == 0) {
      return NANOS.createCall(position, nanos);
    }
    return interval.nanos() == 0
        ? MONTHS.createCall(position, months)
        : MIXED.createCall(position, months, nanos);
  }

  private static SqlNode amount(long amount, SqlParserPos position) {
    return SqlLiteral.createExactNumeric(Long.toString(amount), position);
  }

  /** Whether it is an interval of months and nanoseconds, which has no type. */
  public static boolean isMixed(SqlNode node) {
    return node instanceof SqlCall call && call.getOperator().equals(MIXED);
  }

  /** The negative of an interval that {@link #isMixed}. */
  static SqlNode negated(SqlNode mixed, SqlParserPos position) {
    SqlLiteral months = ((SqlCall) mixed).operand(0);
    SqlLiteral nanos = ((SqlCall) mixed).operand(1);
    return of(new IntervalText(months.longValue(true), nanos.longValue(true)), -1, position);
  }

  /**
   * {@code x + interval}, or {@code x - interval}, in two steps.
   *
   * @param operator of addition or subtraction
   * @param mixed an interval that {@link #isMixed}
   */
  static SqlNode inSteps(SqlOperator operator, SqlNode other, SqlNode mixed) {
    SqlParserPos position = mixed.getParserPosition();
    List<SqlNode> amounts = ((SqlCall) mixed).getOperandList();
    SqlNode months = MONTHS.createCall(position, amounts.get(0));
    SqlNode nanos = NANOS.createCall(position, amounts.get(1));
    return operator.createCall(position, operator.createCall(position, other, months), nanos);
  }

  /**
   * @param text such as {@code 10 seconds}
   * @throws QueryException INVALID_TIME if it is no interval
   */
  static SqlNode of(String text, SqlParserPos position) throws QueryException {
    try {
      return of(IntervalText.parse(text), 1, position);
    } catch (QueryException e) {
      throw CallArguments.at(position, e);
    }
  }
}
