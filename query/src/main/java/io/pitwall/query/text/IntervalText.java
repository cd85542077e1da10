package io.pitwall.query.text;

import static io.pitwall.query.text.TextDigits.SECONDS_PER_DAY;
import static io.pitwall.query.text.TextDigits.SECONDS_PER_HOUR;

import io.pitwall.query.result.QueryException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An interval of time, read from text: {@code 10 seconds}, {@code 5m}, {@code 1.5 hours}, {@code 1
 * day 2 hours}, {@code 300.000s}, {@code 01:30:00}, {@code 1 day 02:03:04.5}, {@code 1 month}.
 *
 * <p>An interval has nanoseconds or calendar months, never both. {@code m} means minutes, {@code
 * mon} months.
 */
public record IntervalText(long months, long nanos) {
  /** Bytes of the longest interval in any style. */
  public static final int MAX_LENGTH = 40;

  private static final long NANOS_PER_SECOND = CalendarUnit.SECOND.nanos();

  private static final BigDecimal DAYS_PER_MONTH = BigDecimal.valueOf(30);

  private static final Pattern PART =
      Pattern.compile(
          "\\s*(?:([+-]?)(\\d{1,4}):(\\d{2})(?::(\\d{2}(?:\\.\\d{1,9})?))?"
              + "|([+-]?\\d{1,19}(?:\\.\\d{0,18})?|[+-]?\\.\\d{1,18})\\s*([a-zA-Zµμ]*))\\s*,?");

  /**
   * Reads an interval.
   *
   * @param text a bare number means seconds
   * @throws QueryException of kind INVALID_TIME if it is not an interval, or out of range
   */
  public static IntervalText parse(String text) throws QueryException {
    String rest = text.strip();
    boolean ago = rest.toLowerCase(Locale.ROOT).endsWith(" ago");
    if (ago) {
      rest = rest.substring(0, rest.length() - " ago".length()).strip();
    }
    if (rest.isEmpty()) {
      throw invalid("an interval needs a number and a unit, as in '10 seconds'", null);
    }
    BigDecimal months = BigDecimal.ZERO;
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(rest);
    int end = 0;
    while (end < rest.length()) {
      part.region(end, rest.length());
      if (!part.lookingAt()) {
        throw invalid(
            "'" + text + "' is not an interval; write it as in '10 seconds' or '1 day 2 hours'",
            null);
      }
      String amount = part.group(5);
      if (amount == null) {
        nanos = nanos.add(clock(part));
      } else {
        CalendarUnit unit = unit(String.valueOf(part.group(6)), text);
        BigDecimal number = new BigDecimal(amount);
        months = months.add(months(number, unit));
        nanos = nanos.add(number.multiply(BigDecimal.valueOf(unit.nanos())));
      }
      end = part.end();
    }
    return of(text, ago ? months.negate() : months, ago ? nanos.negate() : nanos);
  }

  private static IntervalText of(String text, BigDecimal months, BigDecimal nanos)
      throws QueryException {
    BigDecimal whole = months.setScale(0, RoundingMode.DOWN);
    BigDecimal days = months.subtract(whole).multiply(DAYS_PER_MONTH);
    BigDecimal all = nanos.add(days.multiply(BigDecimal.valueOf(CalendarUnit.DAY.nanos())));
    try {
      return new IntervalText(
          whole.longValueExact(), all.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    } catch (ArithmeticException e) {
      throw invalid("the interval '" + text + "' is out of range", e);
    }
  }

  private static BigDecimal months(BigDecimal number, CalendarUnit unit) {
    BigDecimal months = number.multiply(BigDecimal.valueOf(unit.months()));
    return unit == CalendarUnit.MONTH ? months : months.setScale(0, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal clock(Matcher part) {
    BigDecimal seconds =
        new BigDecimal(part.group(2))
            .multiply(BigDecimal.valueOf(SECONDS_PER_HOUR))
            .add(new BigDecimal(part.group(3)).multiply(BigDecimal.valueOf(60)));
    String fraction = part.group(4);
    if (fraction != null) {
      seconds = seconds.add(new BigDecimal(fraction));
    }
    BigDecimal nanos = seconds.multiply(BigDecimal.valueOf(NANOS_PER_SECOND));
    return "-".equals(part.group(1)) ? nanos.negate() : nanos;
  }

  private static CalendarUnit unit(String spelling, String text) throws QueryException {
    CalendarUnit unit =
        spelling.isEmpty() ? CalendarUnit.SECOND : CalendarUnit.ofInterval(spelling);
    if (unit == null) {
      throw invalid(
          "'"
              + spelling
              + "' in the interval '"
              + text
              + "' is not a unit of time;"
              + " there are ns, us, ms, s, m, h, d, w, month, year and their long names",
          null);
    }
    return unit;
  }

  private static QueryException invalid(String message, @Nullable Throwable cause) {
    return new QueryException(QueryException.Kind.INVALID_TIME, message, 0, 0, cause);
  }

  /**
   * Writes an interval as hours, minutes and seconds: {@code -26:00:00.5}.
   *
   * @param into with room for {@link #MAX_LENGTH} bytes from {@code at}
   * @return the position after the last byte
   */
  public static int writeClock(long nanos, byte[] into, int at) {
    int end = at;
    if (nanos < 0) {
      into[end++] = '-';
    }
    return writeUnsigned(secondsOf(nanos), fractionOf(nanos), into, end);
  }

  /**
   * Writes an interval as PostgreSQL does (IntervalStyle postgres): {@code 1 day 02:03:04.5},
   * {@code -2 days -01:00:00}.
   *
   * @param into with room for {@link #MAX_LENGTH} bytes from {@code at}
   * @return the position after the last byte
   */
  public static int writePostgres(long nanos, byte[] into, int at) {
    long seconds = secondsOf(nanos);
    int days = (int) (seconds / SECONDS_PER_DAY);
    int end = at;
    if (days > 0) {
      if (nanos < 0) {
        into[end++] = '-';
      }
      end = TextDigits.write(days, into, end);
      end = writeAscii(days == 1 && nanos > 0 ? " day" : " days", into, end);
      if (seconds % SECONDS_PER_DAY == 0 && fractionOf(nanos) == 0) {
        return end;
      }
      into[end++] = ' ';
    }
    if (nanos < 0) {
      into[end++] = '-';
    }
    return writeUnsigned(seconds % SECONDS_PER_DAY, fractionOf(nanos), into, end);
  }

  private static long secondsOf(long nanos) {
    return Math.abs(nanos / NANOS_PER_SECOND);
  }

  private static int fractionOf(long nanos) {
    return (int) Math.abs(nanos % NANOS_PER_SECOND);
  }

  private static int writeUnsigned(long seconds, int fraction, byte[] into, int at) {
    int hours = (int) (seconds / SECONDS_PER_HOUR);
    return TextDigits.writeClock(hours, (int) (seconds % SECONDS_PER_HOUR), fraction, into, at);
  }

  private static int writeAscii(String text, byte[] into, int at) {
    for (int i = 0; i < text.length(); i++) {
      into[at + i] = (byte) text.charAt(i);
    }
    return at + text.length();
  }
}
