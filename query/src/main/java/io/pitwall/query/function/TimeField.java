package io.pitwall.query.function;

import io.pitwall.query.text.CalendarUnit;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fields of a time, with PostgreSQL's names in {@code EXTRACT}. */
enum TimeField {
  EPOCH,
  NANOSECOND,
  MICROSECOND,
  MILLISECOND,
  SECOND,
  MINUTE,
  HOUR,
  DAY,
  DOW,
  ISODOW,
  DOY,
  WEEK,
  MONTH,
  QUARTER,
  YEAR,
  ISOYEAR,
  DECADE,
  CENTURY,
  MILLENNIUM;

  private static final long NANOS_PER_SECOND = CalendarUnit.SECOND.nanos();
  private static final long NANOS_PER_MINUTE = CalendarUnit.MINUTE.nanos();

  /** The name in statements. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(TimeField::label).toList();
  }

  /**
   * The field of a name, or null.
   *
   * @param name singular or plural, in any case
   */
  static @Nullable TimeField find(String name) {
    String wanted = singular(name);
    for (TimeField field : values()) {
      if (field.label().equals(wanted)) {
        return field;
      }
    }
    return null;
  }

  /** A unit's name in lower case without a final s. */
  static String singular(String name) {
    String unit = name.strip().toLowerCase(Locale.ROOT);
    return unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
  }

  /**
   * The field of a time; with a fraction for EPOCH, SECOND, MILLISECOND and MICROSECOND.
   *
   * @param time nanoseconds since the epoch, UTC
   */
  double extract(long time) {
    long ofMinute = Math.floorMod(time, NANOS_PER_MINUTE);
    return switch (this) {
      case EPOCH -> EpochSeconds.of(time);
      case NANOSECOND -> ofMinute;
      case MICROSECOND -> ofMinute / 1e3;
      case MILLISECOND -> ofMinute / 1e6;
      case SECOND -> ofMinute / 1e9;
      case MINUTE -> local(time).getMinute();
      case HOUR -> local(time).getHour();
      case DAY -> local(time).getDayOfMonth();
      case DOW -> local(time).getDayOfWeek().getValue() % 7;
      case ISODOW -> local(time).getDayOfWeek().getValue();
      case DOY -> local(time).getDayOfYear();
      case WEEK -> local(time).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case MONTH -> local(time).getMonthValue();
      case QUARTER -> local(time).get(IsoFields.QUARTER_OF_YEAR);
      case YEAR -> local(time).getYear();
      case ISOYEAR -> local(time).get(IsoFields.WEEK_BASED_YEAR);
      case DECADE -> Math.floorDiv(local(time).getYear(), 10);
      case CENTURY -> Math.floorDiv(local(time).getYear() + 99, 100);
      case MILLENNIUM -> Math.floorDiv(local(time).getYear() + 999, 1000);
    };
  }

  private static LocalDateTime local(long time) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(time, NANOS_PER_SECOND),
        (int) Math.floorMod(time, NANOS_PER_SECOND),
        ZoneOffset.UTC);
  }
}
