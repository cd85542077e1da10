package io.pitwall.query.text;

/** Writes decimal digits as ASCII. */
final class TextDigits {
  static final int SECONDS_PER_HOUR = 3_600;
  static final int SECONDS_PER_DAY = 86_400;

  private TextDigits() {}

  /**
   * Writes a number with leading zeros.
   *
   * @param value not negative, of at most {@code count} digits
   * @return the position after the last digit
   */
  static int write(int value, int count, byte[] into, int at) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      into[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + count;
  }

  /**
   * Writes a number without leading zeros.
   *
   * @param value not negative
   * @return the position after the last digit
   */
  static int write(int value, byte[] into, int at) {
    int count = 1;
    for (long power = 10; value >= power; power *= 10) {
      count++;
    }
    return write(value, count, into, at);
  }

  /**
   * Writes {@code hh:mm:ss} and, where it is not zero, the fraction of the second without trailing
   * zeros: {@code 02:03:04.5}.
   *
   * @param nanos of the second, 0 to 999,999,999
   * @return the position after the last digit
   */
  static int writeClock(int hours, int secondOfHour, int nanos, byte[] into, int at) {
    int end = hours < 100 ? write(hours, 2, into, at) : write(hours, into, at);
    end = writeMinutes(secondOfHour, into, end);
    return nanos == 0 ? end : writeShortFraction(nanos, into, end);
  }

  /** Writes {@code :mm:ss}. */
  static int writeMinutes(int secondOfHour, byte[] into, int at) {
    into[at] = ':';
    int end = write(secondOfHour / 60, 2, into, at + 1);
    into[end] = ':';
    return write(secondOfHour % 60, 2, into, end + 1);
  }

  private static int writeShortFraction(int nanos, byte[] into, int at) {
    into[at] = '.';
    int end = write(nanos, 9, into, at + 1);
    while (into[end - 1] == '0') {
      end--;
    }
    return end;
  }
}
