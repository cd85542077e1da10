package io.pitwall.client.encode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Overwrites numbers of fixed width in a finished body: the times and the batch number of rows that
 * are sent again and again.
 */
public enum NumberCells {
  /** Decimal digits, as in line protocol and JSON. */
  DECIMAL {
    @Override
    void write(ByteBuffer body, int[] offsets, int width, long first, long step) {
      writeDecimals(body.duplicate().order(ByteOrder.LITTLE_ENDIAN), offsets, width, first, step);
    }

    @Override
    void check(int width, long value) {
      if (width < MIN_DIGITS || value < 0 || digitsOf(value) != width) {
        throw new IllegalArgumentException(
            "the number " + value + " does not have " + width + " digits");
      }
    }
  },
  /** Eight bytes, big-endian, as in MessagePack. */
  BINARY {
    @Override
    void write(ByteBuffer body, int[] offsets, int width, long first, long step) {
      writeLongs(body.duplicate().order(ByteOrder.BIG_ENDIAN), offsets, first, step);
    }

    @Override
    void check(int width, long value) {
      if (value < 0) {
        throw new IllegalArgumentException("the number " + value + " is negative");
      }
    }
  };

  /** The fewest digits that {@link #DECIMAL} can overwrite. */
  public static final int MIN_DIGITS = 8;

  private static final long EIGHT_DIGITS = 100_000_000L;
  private static final long[] POWERS_OF_TEN = powersOfTen();

  /**
   * Writes {@code first}, {@code first + step}, … into the cells, in the order of {@code offsets}.
   *
   * @param body the body; its position, limit and byte order are neither used nor changed
   * @param offsets where each cell starts
   * @param width digits a cell has ({@link #BINARY}: always 8 bytes)
   * @param step not negative
   * @throws IllegalArgumentException if a number does not fill its cell exactly
   */
  public void writeProgression(ByteBuffer body, int[] offsets, int width, long first, long step) {
    if (offsets.length == 0) {
      return;
    }
    if (step < 0) {
      throw new IllegalArgumentException("the step " + step + " is negative");
    }
    check(width, first);
    check(width, Math.addExact(first, Math.multiplyExact(step, offsets.length - 1L)));
    write(body, offsets, width, first, step);
  }

  abstract void write(ByteBuffer body, int[] offsets, int width, long first, long step);

  abstract void check(int width, long value);

  /** The number of decimal digits of {@code value}, which is not negative. */
  public static int digitsOf(long value) {
    int digits = 1;
    while (digits < POWERS_OF_TEN.length && value >= POWERS_OF_TEN[digits]) {
      digits++;
    }
    return digits;
  }

  private static void writeLongs(ByteBuffer body, int[] offsets, long first, long step) {
    long value = first;
    for (int offset : offsets) {
      body.putLong(offset, value);
      value += step;
    }
  }

  /*
   * The last 8 digits differ from row to row, the leading ones hardly ever, so the leading digits are kept as
   * two words and only the last 8 are converted for each row. The words overlap: of a 19-digit number they
   * cover digits 0–7, 3–10 and 11–18; of a 13-digit number the first word's tail is overwritten by the last.
   */
  private static void writeDecimals(
      ByteBuffer body, int[] offsets, int width, long first, long step) {
    int middleAt = Math.max(0, width - 16);
    int lastAt = width - 8;
    long upper = first / EIGHT_DIGITS;
    long lower = first % EIGHT_DIGITS;
    long firstWord = leadingDigits(upper, width);
    long middleWord = middleDigits(upper, width);
    for (int offset : offsets) {
      body.putLong(offset, firstWord);
      body.putLong(offset + middleAt, middleWord);
      body.putLong(offset + lastAt, eightDigits(lower));
      lower += step;
      if (lower >= EIGHT_DIGITS) {
        upper += lower / EIGHT_DIGITS;
        lower %= EIGHT_DIGITS;
        firstWord = leadingDigits(upper, width);
        middleWord = middleDigits(upper, width);
      }
    }
  }

  private static long leadingDigits(long upper, int width) {
    return width <= 16
        ? eightDigits(upper * POWERS_OF_TEN[16 - width] % EIGHT_DIGITS)
        : eightDigits(upper / POWERS_OF_TEN[width - 16] % EIGHT_DIGITS);
  }

  private static long middleDigits(long upper, int width) {
    return width <= 16 ? leadingDigits(upper, width) : eightDigits(upper % EIGHT_DIGITS);
  }

  /** The 8 ASCII digits of a number below 10^8, the leading digit in the lowest byte. */
  static long eightDigits(long value) {
    long halves = value / 10_000 | (value % 10_000) << 32;
    long hundreds = ((halves * 10_486) >>> 20) & 0x7F_0000_007FL;
    long pairs = hundreds | (halves - 100 * hundreds) << 16;
    long tens = ((pairs * 103) >>> 10) & 0x0F_000F_000F_000FL;
    return (tens | (pairs - 10 * tens) << 8) + 0x3030_3030_3030_3030L;
  }

  private static long[] powersOfTen() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
