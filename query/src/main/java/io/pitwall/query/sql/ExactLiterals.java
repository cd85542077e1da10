package io.pitwall.query.sql;

import io.pitwall.query.function.DecimalLiterals;
import io.pitwall.query.function.IntervalLiterals;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.CalendarUnit;
import io.pitwall.query.text.IntervalText;
import io.pitwall.query.text.TimeText;
import io.pitwall.query.type.CalciteConstants;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimestampString;

/**
 * Makes literals exact before Calcite reads them in its way: numbers with a point become doubles,
 * integers must fit 64 bits, intervals and times keep their nanoseconds, and times their offset.
 */
final class ExactLiterals {
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);

  /** What is before the fraction of a second, and the fraction. */
  private static final Pattern FRACTION = Pattern.compile("(.*)(\\.\\d{1,9})");

  private ExactLiterals() {}

  static SqlNode exact(SqlLiteral literal) {
    SqlParserPos position = literal.getParserPosition();
    if (literal instanceof SqlIntervalLiteral) {
      return interval(literal);
    }
    if (literal instanceof SqlUnknownLiteral unknown) {
      return switch (unknown.tag) {
        case "TIMESTAMP", "DATE", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH LOCAL TIME ZONE" ->
            time(unknown.getValue(), position);
        default -> throw Refusals.notSupported("a literal of type " + unknown.tag, position);
      };
    }
    if (literal instanceof SqlNumericLiteral number) {
      BigDecimal value = literal.bigDecimalValue();
      if (value == null) {
        return literal;
      }
      return DecimalLiterals.isInteger(number)
          ? integer(value, position)
          : approximate(value, position);
    }
    return literal;
  }

  /** No decimal number is −0.0, but the double that this text casts to. */
  static SqlNode negativeZero(SqlParserPos position) {
    return cast("-0.0", SqlTypeName.DOUBLE, position);
  }

  /**
   * @throws SqlFault if it needs more than 64 bits
   */
  static SqlNode integer(BigDecimal value, SqlParserPos position) {
    if (value.compareTo(MIN_LONG) < 0 || value.compareTo(MAX_LONG) > 0) {
      throw new SqlFault(
          QueryException.Kind.OUT_OF_RANGE,
          "the integer "
              + value.toPlainString()
              + " needs more than 64 bits; write "
              + value.toPlainString()
              + ".0 for a double",
          position);
    }
    return SqlLiteral.createExactNumeric(value.toPlainString(), position);
  }

  static SqlNode approximate(BigDecimal value, SqlParserPos position) {
    if (Double.isInfinite(value.doubleValue())) {
      throw new SqlFault(
          QueryException.Kind.OUT_OF_RANGE,
          "the number " + value + " is beyond a double",
          position);
    }
    return DecimalLiterals.of(value, position);
  }

  /**
   * A timestamp literal, exact to the nanosecond; of a time that is relative or beyond those that
   * columns hold, the cast of its text.
   */
  static SqlNode time(String text, SqlParserPos position) {
    try {
      if (RelativeTime.isOne(text) || !TimeText.isStorable(TimeText.parseAny(text))) {
        return cast(text, SqlTypeName.TIMESTAMP, position);
      }
      TimestampString value = CalciteConstants.time(TimeText.parse(text));
      return SqlLiteral.createTimestamp(
          SqlTypeName.TIMESTAMP, value, PitwallTypeSystem.TIME_PRECISION, position);
    } catch (QueryException e) {
      throw new SqlFault(e, position);
    }
  }

  private static SqlNode cast(String text, SqlTypeName type, SqlParserPos position) {
    SqlDataTypeSpec spec = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, position), position);
    return SqlStdOperatorTable.CAST.createCall(
        position, SqlLiteral.createCharString(text, position), spec);
  }

  private static SqlNode interval(SqlLiteral literal) {
    SqlParserPos position = literal.getParserPosition();
    SqlIntervalLiteral.IntervalValue value =
        literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    String text = value.getIntervalLiteral();
    SqlIntervalQualifier qualifier = value.getIntervalQualifier();
    if (text.chars().anyMatch(Character::isLetter) || qualifier.isSingleDatetimeField()) {
      boolean hasUnit = text.chars().anyMatch(Character::isLetter) || text.indexOf(':') >= 0;
      String whole = hasUnit ? text : text + " " + qualifier.getUnit();
      try {
        return interval(IntervalText.parse(whole), value.getSign(), position);
      } catch (QueryException e) {
        throw new SqlFault(e, position);
      }
    }
    return compound(value, position);
  }

  static boolean isCastToInterval(SqlCall call) {
    boolean isCast = call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST;
    return isCast && call.operand(1) instanceof SqlIntervalQualifier;
  }

  /**
   * The interval that a literal text is cast to.
   *
   * @param operand of the cast, rewritten
   * @throws SqlFault if the text is no interval, or if something else is cast to an interval
   */
  static SqlNode castToInterval(SqlNode operand) {
    if (operand instanceof SqlCall call
        && (call.getOperator().equals(IntervalLiterals.NANOS)
            || call.getOperator().equals(IntervalLiterals.MONTHS))) {
      return operand;
    }
    if (!(operand instanceof SqlCharStringLiteral text)) {
      throw Refusals.notSupported(
          "a cast to INTERVAL of anything but a literal text", operand.getParserPosition());
    }
    try {
      IntervalText interval = IntervalText.parse(String.valueOf(text.toValue()));
      return interval(interval, 1, text.getParserPosition());
    } catch (QueryException e) {
      throw new SqlFault(e, text.getParserPosition());
    }
  }

  /** An interval of several fields, such as {@code INTERVAL '1 02:03' DAY TO MINUTE}. */
  private static SqlNode compound(SqlIntervalLiteral.IntervalValue value, SqlParserPos position) {
    SqlIntervalQualifier qualifier = value.getIntervalQualifier();
    // Calcite reads milliseconds.
    Matcher text = FRACTION.matcher(value.getIntervalLiteral());
    boolean exact = qualifier.getEndUnit() == TimeUnit.SECOND && text.matches();
    String rest = exact ? text.group(1) : value.getIntervalLiteral();
    int[] parts = qualifier.evaluateIntervalLiteral(rest, position, new PitwallTypeSystem());
    int sign = value.getSign() * parts[0];
    if (qualifier.isYearMonth()) {
      return interval(new IntervalText(parts[1] * 12L + parts[2], 0), sign, position);
    }
    // As in PostgreSQL, a sign before days is not that of the clock behind them.
    int clockSign = qualifier.getStartUnit() == TimeUnit.DAY ? parts[0] : 1;
    long seconds = (parts[2] * 60L + parts[3]) * 60 + parts[4];
    long nanos = exact ? new BigDecimal(text.group(2)).movePointRight(9).longValueExact() : 0;
    try {
      long clock = clockSign * (seconds * CalendarUnit.SECOND.nanos() + nanos);
      long all = Math.addExact(Math.multiplyExact(parts[1], CalendarUnit.DAY.nanos()), clock);
      return interval(new IntervalText(0, all), sign, position);
    } catch (ArithmeticException e) {
      throw new SqlFault(
          QueryException.Kind.INVALID_VALUE,
          "the interval '" + value.getIntervalLiteral() + "' is out of range",
          position);
    }
  }

  private static SqlNode interval(IntervalText interval, int sign, SqlParserPos position) {
    return IntervalLiterals.of(interval, sign, position);
  }
}
