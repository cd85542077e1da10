package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import java.util.Locale;

/** Numbers and booleans as text and back, as PostgreSQL writes and reads them. */
final class NumberText {
  private static final double MAX_PLAIN = 1e15;

  private NumberText() {}

  /** The shortest text that reads back as the same double. */
  static String format(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == Math.rint(value) && Math.abs(value) < MAX_PLAIN) {
      boolean negativeZero = value == 0 && 1 / value < 0;
      return negativeZero ? "-0" : Long.toString((long) value);
    }
    String text = Double.toString(value);
    int exponent = text.indexOf('E');
    if (exponent < 0) {
      return text;
    }
    int power = Integer.parseInt(text.substring(exponent + 1));
    if (power >= -4 && power < 15) {
      return new java.math.BigDecimal(text).toPlainString();
    }
    String mantissa = text.substring(0, exponent);
    if (mantissa.endsWith(".0")) {
      mantissa = mantissa.substring(0, mantissa.length() - 2);
    }
    return mantissa + String.format(Locale.ROOT, "e%s%02d", power < 0 ? "-" : "+", Math.abs(power));
  }

  static long parseLong(String text, long min, long max) throws QueryException {
    String trimmed = text.strip();
    java.math.BigInteger value;
    try {
      value = new java.math.BigInteger(trimmed);
    } catch (NumberFormatException e) {
      throw invalid(text, "an integer", e);
    }
    if (value.compareTo(java.math.BigInteger.valueOf(min)) < 0
        || value.compareTo(java.math.BigInteger.valueOf(max)) > 0) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE,
          "the text '" + text + "' is out of the range of the integer type it is cast to");
    }
    return value.longValue();
  }

  @SuppressWarnings("StatementSwitchToExpressionSwitch")
  static double parseDouble(String text) throws QueryException {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    switch (trimmed) {
      case "nan":
        return Double.NaN;
      case "inf", "+inf", "infinity", "+infinity":
        return Double.POSITIVE_INFINITY;
      case "-inf", "-infinity":
        return Double.NEGATIVE_INFINITY;
      default:
        break;
    }
    // Java would also take hexadecimal and the suffixes d and f.
    if (!trimmed.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?")) {
      throw invalid(text, "a number", null);
    }
    return Double.parseDouble(trimmed);
  }

  static boolean parseBoolean(String text) throws QueryException {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "t", "tr", "tru", "true", "y", "ye", "yes", "on", "1" -> true;
      case "f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0" -> false;
      default -> throw invalid(text, "a boolean", null);
    };
  }

  static QueryException invalid(
      String text, String what, @org.jspecify.annotations.Nullable Throwable cause) {
    return new QueryException(
        QueryException.Kind.INVALID_VALUE, "the text '" + text + "' is not " + what, 0, 0, cause);
  }
}
