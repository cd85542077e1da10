package io.pitwall.query.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Spans of time as people write them: {@code 10 seconds}, {@code 5m}, {@code 1.5 hours}, {@code 1
 * day 2 hours}, {@code 300.000s}, {@code 01:30:00}, {@code 1 day 02:03:04.5}, {@code 1 month}.
 *
 * <p>A span is either of nanoseconds or of calendar months, never both. {@code m} means minutes,
 * {@code mon} months.
 */
public record IntervalText(long months, long nanos) {
  public static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NANOS_PER_MINUTE = 60 * NANOS_PER_SECOND;
  private static final long NANOS_PER_HOUR = 60 * NANOS_PER_MINUTE;
  private static final long NANOS_PER_DAY = 24 * NANOS_PER_HOUR;
  private static final int MONTHS_PER_YEAR = 12;

  private static final Pattern PART =
      Pattern.compile(
          "\\s*(?:([+-]?)(\\d{1,4}):(\\d{2})(?::(\\d{2}(?:\\.\\d{1,9})?))?"
              + "|([+-]?\\d{1,19}(?:\\.\\d{0,18})?|[+-]?\\.\\d{1,18})\\s*([a-zA-Zµμ]*))\\s*,?");

  /**
   * @param text without quotes; a bare number means seconds
   * @throws IllegalArgumentException if it is no span, or out of range
   */
  public static IntervalText parse(String text) {
    String rest = text.strip();
    boolean ago = rest.toLowerCase(Locale.ROOT).endsWith(" ago");
    if (ago) {
      rest = rest.substring(0, rest.length() - " ago".length()).strip();
    }
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(
          "an interval needs a number and a unit, as in '10 seconds'");
    }
    BigDecimal months = BigDecimal.ZERO;
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(rest);
    int end = 0;
    while (end < rest.length()) {
      part.region(end, rest.length());
      if (!part.lookingAt()) {
        throw new IllegalArgumentException(
            "'" + text + "' is not an interval; write it as in '10 seconds' or '1 day 2 hours'");
      }
      String amount = part.group(5);
      if (amount == null) {
        nanos = nanos.add(clock(part));
      } else {
        String unit = String.valueOf(part.group(6));
        BigDecimal calendar = monthsPer(unit);
        if (calendar != null) {
          months = months.add(new BigDecimal(amount).multiply(calendar));
        } else {
          nanos = nanos.add(new BigDecimal(amount).multiply(nanosPer(unit, text)));
        }
      }
      end = part.end();
    }
    return of(text, ago ? months.negate() : months, ago ? nanos.negate() : nanos);
  }

  private static IntervalText of(String text, BigDecimal months, BigDecimal nanos) {
    if (months.signum() != 0 && nanos.signum() != 0) {
      throw new IllegalArgumentException(
          "the interval '" + text + "' mixes months with days or less; add two intervals instead");
    }
    try {
      return new IntervalText(
          months.longValueExact(), nanos.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "the interval '" + text + "' is out of range, or of a part of a month", e);
    }
  }

  private static BigDecimal clock(Matcher part) {
    BigDecimal seconds =
        new BigDecimal(part.group(2))
            .multiply(BigDecimal.valueOf(3600))
            .add(new BigDecimal(part.group(3)).multiply(BigDecimal.valueOf(60)));
    String fraction = part.group(4);
    if (fraction != null) {
      seconds = seconds.add(new BigDecimal(fraction));
    }
    BigDecimal nanos = seconds.multiply(BigDecimal.valueOf(NANOS_PER_SECOND));
    return "-".equals(part.group(1)) ? nanos.negate() : nanos;
  }

  private static @Nullable BigDecimal monthsPer(String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "mon", "mons", "month", "months" -> BigDecimal.ONE;
      case "quarter", "quarters" -> BigDecimal.valueOf(3);
      case "y", "yr", "yrs", "year", "years" -> BigDecimal.valueOf(MONTHS_PER_YEAR);
      default -> null;
    };
  }

  private static BigDecimal nanosPer(String unit, String text) {
    return BigDecimal.valueOf(
        switch (unit.toLowerCase(Locale.ROOT)) {
          case "ns", "nanosecond", "nanoseconds" -> 1L;
          case "us", "µs", "μs", "usec", "usecs", "microsecond", "microseconds" -> 1_000L;
          case "ms", "msec", "msecs", "millisecond", "milliseconds" -> 1_000_000L;
          case "", "s", "sec", "secs", "second", "seconds" -> NANOS_PER_SECOND;
          case "m", "min", "mins", "minute", "minutes" -> NANOS_PER_MINUTE;
          case "h", "hr", "hrs", "hour", "hours" -> NANOS_PER_HOUR;
          case "d", "day", "days" -> NANOS_PER_DAY;
          case "w", "week", "weeks" -> 7 * NANOS_PER_DAY;
          default ->
              throw new IllegalArgumentException(
                  "'"
                      + unit
                      + "' in the interval '"
                      + text
                      + "' is not a unit of time;"
                      + " there are ns, us, ms, s, m, h, d, w, month, year and their long names");
        });
  }
}
