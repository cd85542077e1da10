package io.pitwall.query.function;

import static org.apache.calcite.sql.type.OperandTypes.family;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.IntervalText;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;

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
    boolean calendar = interval.months() != 0;
    long amount = Math.multiplyExact(sign, calendar ? interval.months() : interval.nanos());
    SqlFunction function = calendar ? MONTHS : NANOS;
    return function.createCall(
        position, SqlLiteral.createExactNumeric(Long.toString(amount), position));
  }

  /**
   * @param text such as {@code 10 seconds}
   * @throws QueryException INVALID_VALUE if it is no interval
   */
  static SqlNode of(String text, SqlParserPos position) throws QueryException {
    try {
      return of(IntervalText.parse(text), 1, position);
    } catch (QueryException e) {
      throw CallArguments.at(position, e);
    }
  }
}
