package io.pitwall.query.function;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.CalendarUnit;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cuts times to units of the calendar, UTC. */
final class TimeTruncation {
  private static final long NANOS_PER_DAY = CalendarUnit.DAY.nanos();

  private TimeTruncation() {}

  /** The name of a unit in {@code DATE_TRUNC}. */
  static String label(CalendarUnit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Arrays.stream(CalendarUnit.values()).map(TimeTruncation::label).toList();
  }

  /**
   * The unit of a name, or null.
   *
   * @param name singular or plural, in any case
   */
  static @Nullable CalendarUnit find(String name) {
    String wanted = TimeField.singular(name);
    for (CalendarUnit unit : CalendarUnit.values()) {
      if (label(unit).equals(wanted)) {
        return unit;
      }
    }
    return null;
  }

  /**
   * The start of the unit that a time is in.
   *
   * @param time nanoseconds since the epoch, UTC
   * @throws QueryException OUT_OF_RANGE if 64 bits do not hold it
   */
  static long truncate(CalendarUnit unit, long time) throws QueryException {
    return switch (unit) {
      case NANOSECOND, MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY ->
          floor(unit.nanos(), time);
      case WEEK, MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM -> startOfDays(unit, time);
    };
  }

  private static long floor(long nanos, long time) throws QueryException {
    long phase = Math.floorMod(time, nanos);
    if (time < Long.MIN_VALUE + phase) {
      throw outOfRange(null);
    }
    return time - phase;
  }

  private static long startOfDays(CalendarUnit unit, long time) throws QueryException {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(time, NANOS_PER_DAY));
    int year = day.getYear();
    LocalDate start =
        switch (unit) {
          case NANOSECOND, MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY -> day;
          case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> day.withDayOfMonth(1);
          case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
          case YEAR -> LocalDate.of(year, 1, 1);
          case DECADE -> LocalDate.of(year / 10 * 10, 1, 1);
          case CENTURY -> LocalDate.of((year - 1) / 100 * 100 + 1, 1, 1);
          case MILLENNIUM -> LocalDate.of((year - 1) / 1000 * 1000 + 1, 1, 1);
        };
    try {
      return Math.multiplyExact(start.toEpochDay(), NANOS_PER_DAY);
    } catch (ArithmeticException e) {
      throw outOfRange(e);
    }
  }

  private static QueryException outOfRange(@Nullable ArithmeticException cause) {
    return new QueryException(
        QueryException.Kind.OUT_OF_RANGE,
        "a time can't be cut back to before 1677, where 64 bits of nanoseconds begin",
        0,
        0,
        cause);
  }
}
