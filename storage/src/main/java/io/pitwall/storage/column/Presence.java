package io.pitwall.storage.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Null masks: bit {@code i} of word {@code i / 64} is 1 where row {@code i} has a value. A column
 * all of whose rows have a value needs no mask; then it is null. Bits after the last row mean
 * nothing unless a method says so.
 */
public final class Presence {
  private Presence() {}

  /** Words of a mask for this many rows. */
  public static int words(int rows) {
    return rows + 63 >>> 6;
  }

  public static boolean has(long[] mask, int row) {
    return (mask[row >>> 6] >>> row & 1) != 0;
  }

  /** The same where all rows have a value if there is no mask. */
  public static boolean hasOrAll(long @Nullable [] mask, int row) {
    return mask == null || has(mask, row);
  }

  public static void set(long[] mask, int row) {
    mask[row >>> 6] |= 1L << row;
  }

  public static void clear(long[] mask, int row) {
    mask[row >>> 6] &= ~(1L << row);
  }

  /** Gives the rows from {@code from} up to and without {@code to} a value. */
  public static void setRange(long[] mask, int from, int to) {
    int at = from;
    while (at < to) {
      int end = Math.min(to, (at | 63) + 1);
      mask[at >>> 6] |= bits(at, end);
      at = end;
    }
  }

  /** Makes the rows from {@code from} up to and without {@code to} null. */
  public static void clearRange(long[] mask, int from, int to) {
    int at = from;
    while (at < to) {
      int end = Math.min(to, (at | 63) + 1);
      mask[at >>> 6] &= ~bits(at, end);
      at = end;
    }
  }

  /** The bits of the rows of one word. */
  private static long bits(int from, int to) {
    return -1L >>> 64 - (to - from) << from;
  }

  /** Rows with a value among the first {@code rows}. */
  public static int count(long[] mask, int rows) {
    int count = 0;
    for (int word = 0; word < rows >>> 6; word++) {
      count += Long.bitCount(mask[word]);
    }
    int rest = rows & 63;
    return rest == 0 ? count : count + Long.bitCount(mask[rows >>> 6] << 64 - rest);
  }

  /** The first row with a value; there must be one. */
  public static int first(long[] mask) {
    int word = 0;
    while (mask[word] == 0) {
      word++;
    }
    return (word << 6) + Long.numberOfTrailingZeros(mask[word]);
  }

  /** Copies the bits of rows to the front of another mask; the bits after them are 0 there. */
  public static void slice(long[] mask, int from, int rows, long[] into) {
    int first = from >>> 6;
    int shift = from & 63;
    int words = words(rows);
    for (int i = 0; i < words; i++) {
      long word = mask[first + i] >>> shift;
      if (shift != 0 && first + i + 1 < mask.length) {
        word |= mask[first + i + 1] << -shift;
      }
      into[i] = word;
    }
    if ((rows & 63) != 0) {
      into[words - 1] &= -1L >>> -rows;
    }
  }

  /**
   * A mask of exactly {@code rows} rows with zeros after them, or null if none of the rows is null.
   */
  public static long @Nullable [] trim(long @Nullable [] mask, int rows) {
    if (mask == null || count(mask, rows) == rows) {
      return null;
    }
    long[] trimmed = Arrays.copyOf(mask, words(rows));
    if ((rows & 63) != 0) {
      trimmed[trimmed.length - 1] &= -1L >>> -rows;
    }
    return trimmed;
  }

  /**
   * Gives null rows the value of the row before them, which costs next to nothing when encoded.
   *
   * @param filler for the null rows before the first value
   * @param into receives all rows; may be {@code values}
   */
  public static void fillNulls(long[] values, int rows, long[] mask, long filler, long[] into) {
    long last = filler;
    for (int i = 0; i < rows; i++) {
      last = has(mask, i) ? values[i] : last;
      into[i] = last;
    }
  }

  /** The same for doubles. */
  public static void fillNulls(
      double[] values, int rows, long[] mask, double filler, double[] into) {
    double last = filler;
    for (int i = 0; i < rows; i++) {
      last = has(mask, i) ? values[i] : last;
      into[i] = last;
    }
  }

  /** The same for codes. */
  public static void fillNulls(int[] values, int rows, long[] mask, int filler, int[] into) {
    int last = filler;
    for (int i = 0; i < rows; i++) {
      last = has(mask, i) ? values[i] : last;
      into[i] = last;
    }
  }
}
