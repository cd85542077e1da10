package io.pitwall.query.text;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The units of time, one row each: length, name in SQL, and the spellings that an interval may use.
 * A unit has a fixed length in nanoseconds or a length in calendar months, never both.
 */
public enum CalendarUnit {
  NANOSECOND(1, 0, "ns", "nanosecond", "nanoseconds"),
  MICROSECOND(1_000, 0, "us", "µs", "μs", "usec", "usecs", "microsecond", "microseconds"),
  MILLISECOND(1_000_000, 0, "ms", "msec", "msecs", "millisecond", "milliseconds"),
  SECOND(1_000_000_000L, 0, "s", "sec", "secs", "second", "seconds"),
  MINUTE(60 * 1_000_000_000L, 0, "m", "min", "mins", "minute", "minutes"),
  HOUR(3_600 * 1_000_000_000L, 0, "h", "hr", "hrs", "hour", "hours"),
  DAY(86_400 * 1_000_000_000L, 0, "d", "day", "days"),
  WEEK(7 * 86_400 * 1_000_000_000L, 0, "w", "week", "weeks"),
  MONTH(0, 1, "mon", "mons", "month", "months"),
  QUARTER(0, 3, "quarter", "quarters"),
  YEAR(0, 12, "y", "yr", "yrs", "year", "years"),
  // Times can be cut to these, but an interval has no spelling of them.
  DECADE(0, 120),
  CENTURY(0, 1_200),
  MILLENNIUM(0, 12_000);

  private static final Map<String, CalendarUnit> BY_SPELLING = bySpelling();

  private final long nanos;
  private final int months;
  private final ImmutableList<String> spellings;

  CalendarUnit(long nanos, int months, String... spellings) {
    this.nanos = nanos;
    this.months = months;
    this.spellings = ImmutableList.copyOf(spellings);
  }

  private static Map<String, CalendarUnit> bySpelling() {
    Map<String, CalendarUnit> units = new HashMap<>();
    for (CalendarUnit unit : values()) {
      for (String spelling : unit.spellings) {
        units.put(spelling, unit);
      }
    }
    return units;
  }

  /** Length in nanoseconds; 0 for a unit of calendar months. */
  public long nanos() {
    return nanos;
  }

  /** Length in calendar months; 0 for a unit of fixed length. */
  public int months() {
    return months;
  }

  /** The unit of an interval by any of its spellings, in any case; null if there is none. */
  public static @Nullable CalendarUnit ofInterval(String spelling) {
    return BY_SPELLING.get(spelling.toLowerCase(Locale.ROOT));
  }
}
