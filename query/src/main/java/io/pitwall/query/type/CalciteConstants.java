package io.pitwall.query.type;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.CalendarUnit;
import io.pitwall.query.text.TimeText;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.calcite.util.TimestampString;

/**
 * Times and intervals as Calcite's plans keep them: times as civil time in UTC, intervals as a
 * decimal number of milliseconds. Both are exact to the nanosecond.
 */
public final class CalciteConstants {
  private static final long NANOS_PER_SECOND = CalendarUnit.SECOND.nanos();
  private static final int NANO_DIGITS_OF_MILLI = 6;

  private CalciteConstants() {}

  /**
   * @param nanos since the epoch
   */
  public static TimestampString time(long nanos) {
    long second = Math.floorDiv(nanos, NANOS_PER_SECOND);
    int nano = (int) Math.floorMod(nanos, NANOS_PER_SECOND);
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    return new TimestampString(
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond())
        .withNanos(nano);
  }

  /**
   * @return nanoseconds since the epoch
   * @throws QueryException of kind INVALID_VALUE if the time is before 1677 or after 2262
   */
  public static long nanosOf(TimestampString time) throws QueryException {
    return TimeText.parse(time.toString());
  }

  /** An interval of nanoseconds. */
  public static BigDecimal interval(BigDecimal nanos) {
    BigDecimal millis = nanos.movePointLeft(NANO_DIGITS_OF_MILLI).stripTrailingZeros();
    return millis.scale() < 0 ? millis.setScale(0) : millis;
  }

  /**
   * @return nanoseconds
   * @throws ArithmeticException if they need more than 64 bits or are not whole
   */
  public static long nanosOf(BigDecimal interval) {
    return interval.movePointRight(NANO_DIGITS_OF_MILLI).longValueExact();
  }
}
