package io.pitwall.query.text;

import static io.pitwall.query.text.TextDigits.SECONDS_PER_DAY;
import static io.pitwall.query.text.TextDigits.SECONDS_PER_HOUR;

import io.pitwall.query.result.QueryException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as text, to and from nanoseconds since the epoch in UTC.
 *
 * <p>Reads {@code 2026-01-01}, {@code 2026-01-01 00:00}, {@code 2026-01-01T00:00:00.123456789Z},
 * {@code 2026-01-01 02:00:00+02:00}, {@code epoch}. A time without an offset is in UTC.
 *
 * <p>Writes two styles: RFC 3339 ({@code 2026-01-01T00:00:00.500Z}) and PostgreSQL's ({@code
 * 2026-01-01 00:00:00.5+00}). Writing allocates nothing.
 */
public final class TimeText {
  /** Bytes of the longest time in any style: {@code 2026-01-01 00:00:00.123456789+00}. */
  public static final int MAX_LENGTH = 32;

  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4,6})-(\\d{1,2})-(\\d{1,2})"
              + "(?:[ tT]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?)?"
              + "\\s*(?:([zZ]|UTC|utc)|([+-])(\\d{2}):?(\\d{2})?)?");

  private static final Instant LEAST = ofNanos(Long.MIN_VALUE);
  private static final Instant GREATEST = ofNanos(Long.MAX_VALUE);

  private static final int NANO_DIGITS = 9;
  private static final long NANOS_PER_SECOND = CalendarUnit.SECOND.nanos();
  private static final int DAYS_FROM_MARCH_0000_TO_1970 = 719_468;
  private static final int DAYS_PER_ERA = 146_097;

  private TimeText() {}

  private static Instant ofNanos(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }

  /**
   * Reads a time.
   *
   * @param text spaces around it are ignored
   * @return nanoseconds since the epoch
   * @throws QueryException of kind INVALID_TIME or INVALID_TIME_FIELD if it is not a time, or
   *     before 1677 or after 2262
   */
  public static long parse(String text) throws QueryException {
    Instant time = parseAny(text);
    if (!isStorable(time)) {
      throw noSuchTime(
          "'" + text + "' is out of range: times lie between the years 1677 and 2262", null);
    }
    return toNanos(time.getEpochSecond(), time.getNano());
  }

  /**
   * Reads a time of any year, to compare with.
   *
   * @param text spaces around it are ignored
   * @return {@link Instant#MIN} and {@link Instant#MAX} for {@code -infinity} and {@code infinity}
   * @throws QueryException of kind INVALID_TIME or INVALID_TIME_FIELD if it is not a time
   */
  public static Instant parseAny(String text) throws QueryException {
    String stripped = text.strip();
    switch (stripped.toLowerCase(Locale.ROOT)) {
      case "epoch" -> {
        return Instant.EPOCH;
      }
      case "infinity", "+infinity" -> {
        return Instant.MAX;
      }
      case "-infinity" -> {
        return Instant.MIN;
      }
      default -> {}
    }
    Matcher time = TIME.matcher(stripped);
    if (!time.matches()) {
      throw invalid(
          "'"
              + text
              + "' is not a time; write it as in '2026-01-01T00:00:00Z' or '2026-01-01"
              + " 00:00:00.123456789'",
          null);
    }
    try {
      LocalDate date = LocalDate.of(number(time, 1), number(time, 2), number(time, 3));
      int nanosOfSecond = nanos(time.group(7));
      LocalTime clock =
          LocalTime.of(number(time, 4), number(time, 5), number(time, 6), nanosOfSecond);
      return Instant.ofEpochSecond(date.toEpochSecond(clock, offset(time)), nanosOfSecond);
    } catch (DateTimeException e) {
      throw noSuchTime("'" + text + "' is not a time: " + e.getMessage(), e);
    }
  }

  /** Whether 64 bits of nanoseconds hold a time. */
  public static boolean isStorable(Instant time) {
    return !time.isBefore(LEAST) && !time.isAfter(GREATEST);
  }

  private static QueryException invalid(String message, @Nullable Throwable cause) {
    return new QueryException(QueryException.Kind.INVALID_TIME, message, 0, 0, cause);
  }

  private static QueryException noSuchTime(String message, @Nullable Throwable cause) {
    return new QueryException(QueryException.Kind.INVALID_TIME_FIELD, message, 0, 0, cause);
  }

  /**
   * @throws DateTimeException for an offset of more than 18 hours, or of more than 59 minutes
   *     besides the hours
   */
  private static ZoneOffset offset(Matcher time) {
    int sign = "-".equals(time.group(9)) ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * number(time, 10), sign * number(time, 11));
  }

  private static long toNanos(long second, int nano) {
    if (second < 0) {
      // The first representable second begins before the first representable nanosecond.
      return Math.addExact(
          Math.multiplyExact(second + 1, NANOS_PER_SECOND), nano - NANOS_PER_SECOND);
    }
    return Math.addExact(Math.multiplyExact(second, NANOS_PER_SECOND), nano);
  }

  private static int number(Matcher time, int group) {
    String digits = time.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(@Nullable String fraction) {
    if (fraction == null) {
      return 0;
    }
    return Integer.parseInt(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
  }

  /** A time in PostgreSQL's style. */
  public static String format(long nanos) {
    byte[] text = new byte[MAX_LENGTH];
    return new String(text, 0, writePostgres(nanos, text, 0), StandardCharsets.US_ASCII);
  }

  /**
   * Writes a time in PostgreSQL's style: a fraction of a second without trailing zeros.
   *
   * @param nanos since the epoch
   * @param into with room for {@link #MAX_LENGTH} bytes from {@code at}
   * @return the position after the last byte
   */
  public static int writePostgres(long nanos, byte[] into, int at) {
    long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
    int fraction = (int) Math.floorMod(nanos, NANOS_PER_SECOND);
    int end = writeDate((int) Math.floorDiv(seconds, SECONDS_PER_DAY), into, at);
    int second = Math.floorMod(seconds, SECONDS_PER_DAY);
    into[end++] = ' ';
    end =
        TextDigits.writeClock(
            second / SECONDS_PER_HOUR, second % SECONDS_PER_HOUR, fraction, into, end);
    into[end++] = '+';
    into[end++] = '0';
    into[end++] = '0';
    return end;
  }

  /**
   * Writes a time as RFC 3339 with as many digits of a fraction as it needs: none, 3, 6 or 9.
   *
   * @param nanos since the epoch
   * @param into with room for {@link #MAX_LENGTH} bytes from {@code at}
   * @return the position after the last byte
   */
  public static int writeRfc3339(long nanos, byte[] into, int at) {
    long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
    int fraction = (int) Math.floorMod(nanos, NANOS_PER_SECOND);
    int end = writeDate((int) Math.floorDiv(seconds, SECONDS_PER_DAY), into, at);
    int second = Math.floorMod(seconds, SECONDS_PER_DAY);
    into[end++] = 'T';
    end = TextDigits.write(second / SECONDS_PER_HOUR, 2, into, end);
    end = TextDigits.writeMinutes(second % SECONDS_PER_HOUR, into, end);
    end = writeGroupedFraction(fraction, into, end);
    into[end++] = 'Z';
    return end;
  }

  /**
   * Writes {@code yyyy-mm-dd}. From days to a date by Howard Hinnant's "chrono-Compatible Low-Level
   * Date Algorithms" (civil_from_days): a year begins in March there, so that the leap day is last.
   */
  private static int writeDate(int daysSinceEpoch, byte[] into, int at) {
    int days = daysSinceEpoch + DAYS_FROM_MARCH_0000_TO_1970;
    int era = Math.floorDiv(days, DAYS_PER_ERA);
    int dayOfEra = days - era * DAYS_PER_ERA;
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    int end = TextDigits.write(year, 4, into, at);
    into[end++] = '-';
    end = TextDigits.write(month, 2, into, end);
    into[end++] = '-';
    return TextDigits.write(day, 2, into, end);
  }

  private static int writeGroupedFraction(int nanos, byte[] into, int at) {
    if (nanos == 0) {
      return at;
    }
    into[at] = '.';
    if (nanos % 1_000_000 == 0) {
      return TextDigits.write(nanos / 1_000_000, 3, into, at + 1);
    }
    if (nanos % 1_000 == 0) {
      return TextDigits.write(nanos / 1_000, 6, into, at + 1);
    }
    return TextDigits.write(nanos, NANO_DIGITS, into, at + 1);
  }
}
