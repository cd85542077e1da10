package io.pitwall.server.postgres.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Values as PostgreSQL writes them in text, times with nanoseconds where there are some. */
final class TextFormat {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long SECONDS_PER_MINUTE = 60;
  private static final long SECONDS_PER_HOUR = 3_600;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int MAX_PLAIN_EXPONENT = 15;
  private static final int MIN_PLAIN_EXPONENT = -4;

  private TextFormat() {}

  static void writeBoolean(ByteBuf out, boolean value) {
    out.writeByte(value ? 't' : 'f');
  }

  static void writeLong(ByteBuf out, long value) {
    out.writeCharSequence(Long.toString(value), StandardCharsets.US_ASCII);
  }

  /** The shortest text that reads back as the same value. */
  static void writeDouble(ByteBuf out, double value) {
    out.writeCharSequence(doubleText(value), StandardCharsets.US_ASCII);
  }

  /** {@code 2026-01-01 00:00:00.5+00}. */
  static void writeTimestamp(ByteBuf out, long epochNanos) {
    long seconds = Math.floorDiv(epochNanos, NANOS_PER_SECOND);
    writeDate(out, Math.floorDiv(seconds, SECONDS_PER_DAY));
    out.writeByte(' ');
    writeTimeOfDay(out, Math.floorMod(seconds, SECONDS_PER_DAY));
    writeFraction(out, Math.floorMod(epochNanos, NANOS_PER_SECOND));
    out.writeByte('+');
    out.writeByte('0');
    out.writeByte('0');
  }

  /** {@code 1 day 02:03:04.5}: IntervalStyle postgres. */
  static void writeInterval(ByteBuf out, long nanos) {
    long seconds = Math.abs(nanos / NANOS_PER_SECOND);
    long fraction = Math.abs(nanos % NANOS_PER_SECOND);
    long days = seconds / SECONDS_PER_DAY;
    long rest = seconds % SECONDS_PER_DAY;
    boolean negative = nanos < 0;
    if (days > 0) {
      boolean one = days == 1 && !negative;
      String text = (negative ? "-" : "") + days + (one ? " day" : " days");
      out.writeCharSequence(text, StandardCharsets.US_ASCII);
      if (rest == 0 && fraction == 0) {
        return;
      }
      out.writeByte(' ');
    }
    if (negative) {
      out.writeByte('-');
    }
    writeTimeOfDay(out, rest);
    writeFraction(out, fraction);
  }

  /** Days to a civil date as in Howard Hinnant's "chrono-compatible low-level date algorithms". */
  private static void writeDate(ByteBuf out, long epochDay) {
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    int dayOfEra = (int) Math.floorMod(shifted, 146_097L);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    writeTwoDigits(out, year / 100);
    writeTwoDigits(out, year % 100);
    out.writeByte('-');
    writeTwoDigits(out, month);
    out.writeByte('-');
    writeTwoDigits(out, day);
  }

  private static void writeTimeOfDay(ByteBuf out, long secondOfDay) {
    writeTwoDigits(out, (int) (secondOfDay / SECONDS_PER_HOUR));
    out.writeByte(':');
    writeTwoDigits(out, (int) (secondOfDay % SECONDS_PER_HOUR / SECONDS_PER_MINUTE));
    out.writeByte(':');
    writeTwoDigits(out, (int) (secondOfDay % SECONDS_PER_MINUTE));
  }

  private static void writeFraction(ByteBuf out, long nanos) {
    if (nanos == 0) {
      return;
    }
    out.writeByte('.');
    long rest = nanos;
    long unit = NANOS_PER_SECOND / 10;
    while (rest > 0) {
      out.writeByte((int) ('0' + rest / unit));
      rest %= unit;
      unit /= 10;
    }
  }

  private static void writeTwoDigits(ByteBuf out, int value) {
    out.writeByte('0' + value / 10);
    out.writeByte('0' + value % 10);
  }

  /** Java has the shortest digits; PostgreSQL sets the point and the exponent otherwise. */
  private static String doubleText(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    String java = Double.toString(value);
    if (java.indexOf('E') < 0) {
      boolean small = Math.abs(value) < 1e7;
      return small && java.endsWith(".0") ? java.substring(0, java.length() - 2) : java;
    }
    int e = java.indexOf('E');
    boolean negative = java.charAt(0) == '-';
    String digits = java.substring(negative ? 1 : 0, e).replace(".", "").replaceAll("0+$", "");
    int exponent = Integer.parseInt(java.substring(e + 1));
    String sign = negative ? "-" : "";
    if (exponent >= 0 && exponent < MAX_PLAIN_EXPONENT) {
      return sign + plainLarge(digits, exponent);
    }
    if (exponent < 0 && exponent >= MIN_PLAIN_EXPONENT) {
      return sign + "0." + "0".repeat(-exponent - 1) + digits;
    }
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    int size = Math.abs(exponent);
    return sign + mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }

  /** The first digit counts 10^exponent. */
  private static String plainLarge(String digits, int exponent) {
    int whole = exponent + 1;
    if (digits.length() <= whole) {
      return digits + "0".repeat(whole - digits.length());
    }
    return digits.substring(0, whole) + "." + digits.substring(whole);
  }
}
