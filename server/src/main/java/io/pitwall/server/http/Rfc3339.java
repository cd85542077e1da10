package io.pitwall.server.http;

/**
 * Writes times as RFC 3339 in UTC, with as many fraction digits as they have: none, 3, 6 or 9. Days
 * become dates by Howard Hinnant's algorithm ("chrono-Compatible Low-Level Date Algorithms").
 */
final class Rfc3339 {
  /** Of {@code 2026-01-01T00:00:00.123456789Z}. */
  static final int MAX_LENGTH = 30;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int DAYS_FROM_MARCH_0000_TO_1970 = 719_468;
  private static final int DAYS_PER_ERA = 146_097;

  private Rfc3339() {}

  /**
   * Writes a time.
   *
   * @param nanos since the epoch; all of them lie in the years 1677 to 2262
   * @param into with room for {@link #MAX_LENGTH} bytes from {@code at}
   * @return where it ends
   */
  static int write(long nanos, byte[] into, int at) {
    long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
    int fraction = (int) Math.floorMod(nanos, NANOS_PER_SECOND);
    int end = writeDate((int) Math.floorDiv(seconds, SECONDS_PER_DAY), into, at);
    int second = (int) Math.floorMod(seconds, (long) SECONDS_PER_DAY);
    into[end++] = 'T';
    end = digits(second / 3600, 2, into, end);
    into[end++] = ':';
    end = digits(second / 60 % 60, 2, into, end);
    into[end++] = ':';
    end = digits(second % 60, 2, into, end);
    end = writeFraction(fraction, into, end);
    into[end++] = 'Z';
    return end;
  }

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
    int end = digits(year, 4, into, at);
    into[end++] = '-';
    end = digits(month, 2, into, end);
    into[end++] = '-';
    return digits(day, 2, into, end);
  }

  private static int writeFraction(int nanos, byte[] into, int at) {
    if (nanos == 0) {
      return at;
    }
    into[at] = '.';
    if (nanos % 1_000_000 == 0) {
      return digits(nanos / 1_000_000, 3, into, at + 1);
    }
    if (nanos % 1_000 == 0) {
      return digits(nanos / 1_000, 6, into, at + 1);
    }
    return digits(nanos, 9, into, at + 1);
  }

  private static int digits(int value, int count, byte[] into, int at) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      into[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + count;
  }
}
