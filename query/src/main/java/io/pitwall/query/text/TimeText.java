package io.pitwall.query.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Moments as text, to and from nanoseconds since the epoch: {@code 2026-01-01}, {@code 2026-01-01
 * 00:00}, {@code 2026-01-01T00:00:00.123456789Z}, {@code 2026-01-01 02:00:00+02:00}. Without an
 * offset a moment is in UTC.
 */
public final class TimeText {
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})"
              + "(?:[ tT]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?)?"
              + "\\s*(?:([zZ]|UTC|utc)|([+-])(\\d{2}):?(\\d{2})?)?");

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int NANO_DIGITS = 9;

  private TimeText() {}

  /**
   * @return nanoseconds since the epoch
   * @throws IllegalArgumentException if it is no moment, or before 1677 or after 2262
   */
  public static long parse(String text) {
    Matcher moment = MOMENT.matcher(text.strip());
    if (!moment.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a time; write it as in '2026-01-01T00:00:00Z' or '2026-01-01"
              + " 00:00:00.123456789'");
    }
    try {
      LocalDate date = LocalDate.of(number(moment, 1), number(moment, 2), number(moment, 3));
      int nanosOfSecond = nanos(moment.group(7));
      LocalTime time =
          LocalTime.of(number(moment, 4), number(moment, 5), number(moment, 6), nanosOfSecond);
      int offsetSeconds = number(moment, 10) * 3600 + number(moment, 11) * 60;
      if ("-".equals(moment.group(9))) {
        offsetSeconds = -offsetSeconds;
      }
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetSeconds);
      return toNanos(date.toEpochSecond(time, offset), nanosOfSecond);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is not a time: " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is out of range: times lie between the years 1677 and 2262", e);
    }
  }

  /** The literal of a plan, exact to its nanosecond. */
  public static long toNanos(TimestampString literal) {
    return parse(literal.toString());
  }

  /**
   * @param nanos since the epoch
   */
  public static TimestampString toLiteral(long nanos) {
    long second = Math.floorDiv(nanos, NANOS_PER_SECOND);
    int nano = (int) Math.floorMod(nanos, NANOS_PER_SECOND);
    LocalDateTime moment = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    return new TimestampString(
            moment.getYear(),
            moment.getMonthValue(),
            moment.getDayOfMonth(),
            moment.getHour(),
            moment.getMinute(),
            moment.getSecond())
        .withNanos(nano);
  }

  private static long toNanos(long second, int nano) {
    if (second < 0) {
      // The first representable second begins before the first representable nanosecond.
      return Math.addExact(
          Math.multiplyExact(second + 1, NANOS_PER_SECOND), nano - NANOS_PER_SECOND);
    }
    return Math.addExact(Math.multiplyExact(second, NANOS_PER_SECOND), nano);
  }

  private static int number(Matcher moment, int group) {
    String digits = moment.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(@Nullable String fraction) {
    if (fraction == null) {
      return 0;
    }
    return Integer.parseInt(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
  }
}
