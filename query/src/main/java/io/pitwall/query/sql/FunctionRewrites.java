package io.pitwall.query.sql;

import io.pitwall.query.function.SqlOperators;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.NearestName;
import io.pitwall.storage.schema.TableSchema;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Brings calls of functions into the one form that the executor sees. */
final class FunctionRewrites {
  private static final List<String> UNITS =
      List.of(
          "microseconds",
          "milliseconds",
          "second",
          "minute",
          "hour",
          "day",
          "week",
          "month",
          "quarter",
          "year");

  private FunctionRewrites() {}

  static SqlNode of(SqlBasicCall call) {
    if (call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS) {
      return plusSpan(call);
    }
    if (!(call.getOperator() instanceof SqlFunction)) {
      return call;
    }
    SqlParserPos position = call.getParserPosition();
    return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
      case "FIRST", "LAST" -> byTime(call);
      case "TIME_BUCKET" -> timeBucket(call);
      case "DATE_TRUNC" -> dateTrunc(call);
      case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP" -> SqlOperators.NOW.createCall(position);
      case "VERSION" ->
          call.operandCount() == 0 ? SqlLiteral.createCharString(version(), position) : call;
      default -> call;
    };
  }

  /** {@code now() - '5 minutes'}: text that is added or subtracted can only be a span. */
  private static SqlNode plusSpan(SqlBasicCall call) {
    if (call.operandCount() == 2 && call.operand(1) instanceof SqlCharStringLiteral span) {
      String text = textOf(span);
      if (text.chars().anyMatch(Character::isLetter)) {
        call.setOperand(1, ExactLiterals.interval(text, span.getParserPosition()));
      }
    }
    return call;
  }

  /** {@code first(x)} means by {@code time}. */
  private static SqlNode byTime(SqlBasicCall call) {
    if (call.operandCount() != 1) {
      return call;
    }
    SqlIdentifier time = new SqlIdentifier(TableSchema.TIME, call.getParserPosition());
    return call.getOperator()
        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), call.operand(0), time);
  }

  private static SqlNode timeBucket(SqlBasicCall call) {
    if (call.operandCount() == 2 && call.operand(0) instanceof SqlCharStringLiteral width) {
      call.setOperand(0, ExactLiterals.interval(textOf(width), width.getParserPosition()));
    }
    return call;
  }

  private static SqlNode dateTrunc(SqlBasicCall call) {
    if (call.operandCount() != 2) {
      return call;
    }
    if (!(call.operand(0) instanceof SqlCharStringLiteral unit)) {
      throw new SqlFault(
          QueryException.Kind.INVALID_VALUE,
          "date_trunc needs its unit as a string, as in date_trunc('minute', time)",
          call.operand(0).getParserPosition());
    }
    String written = textOf(unit).toLowerCase(Locale.ROOT);
    String name = singular(written);
    if (!UNITS.contains(name)) {
      throw new SqlFault(
          QueryException.Kind.INVALID_VALUE,
          "date_trunc has no unit '"
              + written
              + "'"
              + NearestName.hint(written, UNITS)
              + "; there are "
              + String.join(", ", UNITS),
          unit.getParserPosition());
    }
    call.setOperand(0, SqlLiteral.createCharString(name, unit.getParserPosition()));
    return call;
  }

  private static String singular(String unit) {
    return switch (unit) {
      case "microsecond" -> "microseconds";
      case "millisecond" -> "milliseconds";
      case "seconds", "minutes", "hours", "days", "weeks", "months", "quarters", "years" ->
          unit.substring(0, unit.length() - 1);
      default -> unit;
    };
  }

  private static String textOf(SqlCharStringLiteral literal) {
    return String.valueOf(literal.toValue());
  }

  private static String version() {
    String version = FunctionRewrites.class.getPackage().getImplementationVersion();
    return version == null ? "Pitwall" : "Pitwall " + version;
  }
}
