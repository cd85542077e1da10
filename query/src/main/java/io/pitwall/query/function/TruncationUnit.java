package io.pitwall.query.function;

import io.pitwall.query.result.QueryException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Units that times are cut to, with their names in {@code DATE_TRUNC}. */
enum TruncationUnit {
  NANOSECONDS("nanoseconds", 1),
  MICROSECONDS("microseconds", 1_000),
  MILLISECONDS("milliseconds", 1_000_000),
  SECOND("second", TimeBuckets.NANOS_PER_SECOND),
  MINUTE("minute", 60 * TimeBuckets.NANOS_PER_SECOND),
  HOUR("hour", 3600 * TimeBuckets.NANOS_PER_SECOND),
  DAY("day", TimeBuckets.NANOS_PER_DAY),
  WEEK("week", TruncationUnit.VARIABLE),
  MONTH("month", TruncationUnit.VARIABLE),
  QUARTER("quarter", TruncationUnit.VARIABLE),
  YEAR("year", TruncationUnit.VARIABLE),
  DECADE("decade", TruncationUnit.VARIABLE),
  CENTURY("century", TruncationUnit.VARIABLE),
  MILLENNIUM("millennium", TruncationUnit.VARIABLE);

  private static final long VARIABLE = 0;

  private final String label;
  private final long nanos;

  TruncationUnit(String label, long nanos) {
    this.label = label;
    this.nanos = nanos;
  }

  /** The name in statements. */
  String label() {
    return label;
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(TruncationUnit::label).toList();
  }

  /**
   * The unit of a name, or null.
   *
   * @param name singular or plural, in any case
   */
  static @Nullable TruncationUnit find(String name) {
    String wanted = TimeField.singular(name);
    for (TruncationUnit unit : values()) {
      if (TimeField.singular(unit.label).equals(wanted)) {
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
  long truncate(long time) throws QueryException {
    if (nanos != VARIABLE) {
      long phase = Math.floorMod(time, nanos);
      if (time < Long.MIN_VALUE + phase) {
        throw outOfRange(null);
      }
      return time - phase;
    }
    LocalDate start = startOf(LocalDate.ofEpochDay(Math.floorDiv(time, TimeBuckets.NANOS_PER_DAY)));
    try {
      return Math.multiplyExact(start.toEpochDay(), TimeBuckets.NANOS_PER_DAY);
    } catch (ArithmeticException e) {
      throw outOfRange(e);
    }
  }

  private LocalDate startOf(LocalDate day) {
    int year = day.getYear();
    return switch (this) {
      case NANOSECONDS, MICROSECONDS, MILLISECONDS, SECOND, MINUTE, HOUR, DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
      case YEAR -> LocalDate.of(year, 1, 1);
      case DECADE -> LocalDate.of(year / 10 * 10, 1, 1);
      case CENTURY -> LocalDate.of((year - 1) / 100 * 100 + 1, 1, 1);
      case MILLENNIUM -> LocalDate.of((year - 1) / 1000 * 1000 + 1, 1, 1);
    };
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
