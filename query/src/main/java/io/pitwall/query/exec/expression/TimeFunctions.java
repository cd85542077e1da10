package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** TIME_BUCKET, DATE_TRUNC and EXTRACT on nanoseconds since the epoch, UTC. */
final class TimeFunctions {
  static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;

  /** Monday, 2000-01-03: buckets of weeks begin on Mondays. */
  private static final long BUCKET_ORIGIN = 10_959 * DAY;

  private TimeFunctions() {}

  /** The begin of the bucket that a time lies in; buckets are aligned to 2000-01-03. */
  static long bucket(long width, long time) throws QueryException {
    // Both parts are less than a bucket from the exact result, so only the end can overflow.
    long phase =
        Math.floorMod(Math.floorMod(time, width) - Math.floorMod(BUCKET_ORIGIN, width), width);
    if (time < Long.MIN_VALUE + phase) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE, "the bucket of a time begins before the year 1677");
    }
    return time - phase;
  }

  static long checkWidth(long width) throws QueryException {
    if (width <= 0) {
      throw new QueryException(
          QueryException.Kind.INVALID_VALUE,
          "the width of a time bucket must be longer than nothing, not " + width + " ns");
    }
    return width;
  }

  /** The length of a unit in nanoseconds, or 0 if it varies. */
  static long fixedLength(String unit) {
    return switch (unit) {
      case "NANOSECOND" -> 1;
      case "MICROSECOND" -> 1000;
      case "MILLISECOND" -> 1_000_000;
      case "SECOND" -> SECOND;
      case "MINUTE" -> 60 * SECOND;
      case "HOUR" -> 3600 * SECOND;
      case "DAY" -> DAY;
      default -> 0;
    };
  }

  /** The unit in upper case and singular, where it is one that times are cut to. */
  @SuppressWarnings("StatementSwitchToExpressionSwitch")
  static String truncationUnit(String name) throws QueryException {
    String unit = singular(name);
    switch (unit) {
      case "NANOSECOND",
      "MICROSECOND",
      "MILLISECOND",
      "SECOND",
      "MINUTE",
      "HOUR",
      "DAY",
      "WEEK",
      "MONTH",
      "QUARTER",
      "YEAR",
      "DECADE",
      "CENTURY",
      "MILLENNIUM":
        return unit;
      default:
        throw new QueryException(
            QueryException.Kind.INVALID_VALUE,
            "'"
                + name
                + "' is no unit of time; there are nanosecond, microsecond, millisecond, "
                + "second, minute, hour, day, week, month, quarter, year, decade, century");
    }
  }

  static String singular(String name) {
    String unit = name.strip().toUpperCase(Locale.ROOT);
    return unit.endsWith("S") ? unit.substring(0, unit.length() - 1) : unit;
  }

  static long truncate(String unit, long time) throws QueryException {
    long length = fixedLength(unit);
    if (length != 0) {
      long phase = Math.floorMod(time, length);
      if (time < Long.MIN_VALUE + phase) {
        throw outOfRange(null);
      }
      return time - phase;
    }
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(time, DAY));
    int year = day.getYear();
    LocalDate begin =
        switch (unit) {
          case "WEEK" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case "MONTH" -> day.withDayOfMonth(1);
          case "QUARTER" -> day.with(IsoFields.DAY_OF_QUARTER, 1);
          case "YEAR" -> LocalDate.of(year, 1, 1);
          case "DECADE" -> LocalDate.of(year / 10 * 10, 1, 1);
          case "CENTURY" -> LocalDate.of((year - 1) / 100 * 100 + 1, 1, 1);
          case "MILLENNIUM" -> LocalDate.of((year - 1) / 1000 * 1000 + 1, 1, 1);
          default -> throw new IllegalStateException(unit);
        };
    try {
      return Math.multiplyExact(begin.toEpochDay(), DAY);
    } catch (ArithmeticException e) {
      throw outOfRange(e);
    }
  }

  /** A number of calendar months later; the last day of a month where there is no such day. */
  static long plusMonths(long time, long months) throws QueryException {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(time, DAY));
    try {
      long shifted = Math.multiplyExact(day.plusMonths(months).toEpochDay(), DAY);
      return Math.addExact(shifted, Math.floorMod(time, DAY));
    } catch (ArithmeticException | java.time.DateTimeException e) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE,
          "a time " + months + " months away is beyond what 64 bits of nanoseconds hold",
          0,
          0,
          e);
    }
  }

  private static QueryException outOfRange(
      @org.jspecify.annotations.Nullable ArithmeticException cause) {
    return new QueryException(
        QueryException.Kind.OUT_OF_RANGE,
        "a time can't be cut back to before 1677, where 64 bits of nanoseconds begin",
        0,
        0,
        cause);
  }

  /** A field of a time; fractions for EPOCH and the units below a minute. */
  static double extract(String unit, long time) {
    long ofMinute = Math.floorMod(time, 60 * SECOND);
    return switch (unit) {
      case "EPOCH" -> seconds(time);
      case "SECOND" -> ofMinute / 1e9;
      case "MILLISECOND" -> ofMinute / 1e6;
      case "MICROSECOND" -> ofMinute / 1e3;
      default -> extractWhole(unit, time);
    };
  }

  private static double seconds(long nanos) {
    // Whole seconds and the fraction apart: nanoseconds since 1970 are beyond 2^53.
    return Math.floorDiv(nanos, SECOND) + Math.floorMod(nanos, SECOND) / 1e9;
  }

  /** A field of a time as an integer. */
  static long extractWhole(String unit, long time) {
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(time, SECOND), (int) Math.floorMod(time, SECOND), ZoneOffset.UTC);
    return switch (unit) {
      case "EPOCH" -> Math.floorDiv(time, SECOND);
      case "NANOSECOND" -> Math.floorMod(time, 60 * SECOND);
      case "MICROSECOND" -> Math.floorMod(time, 60 * SECOND) / 1000;
      case "MILLISECOND" -> Math.floorMod(time, 60 * SECOND) / 1_000_000;
      case "SECOND" -> local.getSecond();
      case "MINUTE" -> local.getMinute();
      case "HOUR" -> local.getHour();
      case "DAY" -> local.getDayOfMonth();
      case "DOW" -> local.getDayOfWeek().getValue() % 7;
      case "ISODOW" -> local.getDayOfWeek().getValue();
      case "DOY" -> local.getDayOfYear();
      case "WEEK" -> local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "MONTH" -> local.getMonthValue();
      case "QUARTER" -> local.get(IsoFields.QUARTER_OF_YEAR);
      case "YEAR" -> local.getYear();
      case "ISOYEAR" -> local.get(IsoFields.WEEK_BASED_YEAR);
      case "DECADE" -> Math.floorDiv(local.getYear(), 10);
      case "CENTURY" -> Math.floorDiv(local.getYear() + 99, 100);
      case "MILLENNIUM" -> Math.floorDiv(local.getYear() + 999, 1000);
      default -> throw new IllegalStateException(unit);
    };
  }

  static boolean isField(String unit) {
    return switch (unit) {
      case "EPOCH",
          "NANOSECOND",
          "MICROSECOND",
          "MILLISECOND",
          "SECOND",
          "MINUTE",
          "HOUR",
          "DAY",
          "DOW",
          "ISODOW",
          "DOY",
          "WEEK",
          "MONTH",
          "QUARTER",
          "YEAR",
          "ISOYEAR",
          "DECADE",
          "CENTURY",
          "MILLENNIUM" ->
          true;
      default -> false;
    };
  }
}
