package io.pitwall.query.text;

import io.pitwall.query.result.QueryException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as text, read and written as PostgreSQL does. Spaces around a number are ignored. */
public final class NumberText {
  /** Doubles from here on are written with an exponent: 1e15. */
  private static final int MAX_PLAIN_EXPONENT = 15;

  private static final int MIN_PLAIN_EXPONENT = -4;

  /** From here down neighbouring doubles differ in their first or second digit. */
  private static final int LEAST_EXPONENT = -322;

  /** A digit before the exponent that makes a number other than zero. */
  private static final Pattern NOT_ZERO = Pattern.compile("^[^e]*[1-9]");

  /** Java would also read hexadecimal numbers and the suffixes d and f. */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?");

  private NumberText() {}

  /**
   * Reads a 64-bit integer.
   *
   * @throws QueryException of kind INVALID_TEXT if it is not an integer, OUT_OF_RANGE if it needs
   *     more than 64 bits
   */
  public static long parseLong(String text) throws QueryException {
    String number = text.strip();
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException notLong) {
      throw isInteger(number)
          ? outOfRange(text, "a 64-bit integer")
          : invalid(text, "a 64-bit integer", notLong);
    }
  }

  private static boolean isInteger(String text) {
    try {
      return new BigInteger(text).bitLength() >= Long.SIZE;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * Reads a double: a decimal number, with an exponent or without, or NaN, Infinity, inf.
   *
   * @throws QueryException of kind INVALID_TEXT if it is not a number, OUT_OF_RANGE if it is beyond
   *     the largest double
   */
  public static double parseDouble(String text) throws QueryException {
    String number = text.strip().toLowerCase(Locale.ROOT);
    return switch (number) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> parseDecimal(number, text);
    };
  }

  private static double parseDecimal(String number, String text) throws QueryException {
    if (!DECIMAL.matcher(number).matches()) {
      throw invalid(text, "a number", null);
    }
    double value = Double.parseDouble(number);
    boolean isTooNearToZero = value == 0 && NOT_ZERO.matcher(number).find();
    if (Double.isInfinite(value) || isTooNearToZero) {
      throw outOfRange(text, "a double");
    }
    return value;
  }

  private static QueryException invalid(String text, String what, @Nullable Throwable cause) {
    return new QueryException(
        QueryException.Kind.INVALID_TEXT, "'" + text + "' is not " + what, 0, 0, cause);
  }

  private static QueryException outOfRange(String text, String what) {
    return new QueryException(
        QueryException.Kind.OUT_OF_RANGE, "'" + text + "' is out of the range of " + what);
  }

  /** The shortest text that reads back as the same double. */
  public static String format(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    // Java finds the shortest digits; PostgreSQL places the point and the exponent differently.
    String java = Double.toString(value);
    int e = java.indexOf('E');
    if (e < 0) {
      return java.endsWith(".0") ? java.substring(0, java.length() - 2) : java;
    }
    boolean negative = java.charAt(0) == '-';
    String digits = digits(java, negative ? 1 : 0, e);
    int exponent = Integer.parseInt(java, e + 1, java.length(), 10);
    String text = format(digits, exponent);
    if (exponent <= LEAST_EXPONENT) {
      text = shortened(Math.abs(value), text);
    }
    return (negative ? "-" : "") + text;
  }

  /** Java writes two digits at least, also of the least doubles, of which one digit is enough. */
  private static String shortened(double value, String text) {
    BigDecimal oneDigit = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
    return oneDigit.doubleValue() == value
        ? format(oneDigit.unscaledValue().toString(), -oneDigit.scale())
        : text;
  }

  /** The digits of {@code d.ddd}, without trailing zeros. */
  private static String digits(String java, int from, int to) {
    int end = to;
    while (java.charAt(end - 1) == '0') {
      end--;
    }
    String fraction = java.substring(from + 2, Math.max(end, from + 2));
    return java.charAt(from) + fraction;
  }

  /**
   * @param exponent the power of ten that the first digit counts
   */
  private static String format(String digits, int exponent) {
    if (exponent >= 0 && exponent < MAX_PLAIN_EXPONENT) {
      return plainLarge(digits, exponent + 1);
    }
    if (exponent < 0 && exponent >= MIN_PLAIN_EXPONENT) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    int size = Math.abs(exponent);
    return mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }

  /**
   * @param whole how many digits are before the point
   */
  private static String plainLarge(String digits, int whole) {
    if (digits.length() <= whole) {
      return digits + "0".repeat(whole - digits.length());
    }
    return digits.substring(0, whole) + "." + digits.substring(whole);
  }
}
