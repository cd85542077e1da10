package io.pitwall.storage.record;

import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.schema.ColumnSchema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which type a batch's column is stored, and which of its rows can't be. This is the
 * rule of {@link BatchColumn} again, against what the table holds by now instead of what it held
 * when the batch was parsed.
 */
final class ColumnFitter {
  private static final long MAX_EXACT = 1L << 53;

  private ColumnFitter() {}

  /**
   * The type to store the column in.
   *
   * @param known the table's column of that name, or null
   * @param widenable whether {@code known}, if of longs, may become one of doubles
   */
  static ColumnType targetType(
      BatchColumn column, int rows, @Nullable ColumnSchema known, boolean widenable) {
    if (known == null || known.type() == column.type()) {
      return column.type();
    }
    if (known.type() == ColumnType.LONG && column.type() == ColumnType.DOUBLE) {
      return widenable && !isIntegral(column, rows) ? ColumnType.DOUBLE : ColumnType.LONG;
    }
    return known.type();
  }

  /** Why a row's value can't be stored as {@code target}, or null if it can. */
  static @Nullable String refusal(BatchColumn column, int row, ColumnType target) {
    if (column.type() == target || column.isNull(row)) {
      return null;
    }
    String told = BatchColumn.describe(target);
    if (column.type() == ColumnType.LONG && target == ColumnType.DOUBLE) {
      long value = column.longs()[row];
      return isExactDouble(value)
          ? null
          : "the integer "
              + value
              + " is not exact as a double, and column "
              + column.name()
              + " holds doubles; send it to a column of its own";
    }
    if (column.type() == ColumnType.DOUBLE && target == ColumnType.LONG) {
      double value = column.doubles()[row];
      return BatchColumn.isExactLong(value)
          ? null
          : "the number "
              + value
              + " is not an integer, and column "
              + column.name()
              + " holds integers beyond 2^53, which a double can't hold exactly";
    }
    return "column "
        + column.name()
        + " holds "
        + told
        + ", not "
        + BatchColumn.describe(column.type())
        + "; send the value under another name";
  }

  private static boolean isIntegral(BatchColumn column, int rows) {
    for (int row = 0; row < rows; row++) {
      if (!column.isNull(row) && !BatchColumn.isExactLong(column.doubles()[row])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isExactDouble(long value) {
    return value != Long.MAX_VALUE && (long) (double) value == value;
  }

  /** The column's values as doubles; rows that don't fit get any value. */
  static double[] toDoubles(long[] longs, int rows) {
    double[] doubles = new double[rows];
    for (int i = 0; i < rows; i++) {
      doubles[i] = (double) longs[i];
    }
    return doubles;
  }

  /** The column's values as longs; rows that don't fit get any value. */
  static long[] toLongs(double[] doubles, int rows) {
    long[] longs = new long[rows];
    for (int i = 0; i < rows; i++) {
      longs[i] = (long) doubles[i];
    }
    return longs;
  }

  static boolean hasBeyondExact(long[] longs, int rows, long @Nullable [] present) {
    long min = 0;
    long max = 0;
    for (int i = 0; i < rows; i++) {
      min = Math.min(min, longs[i]);
      max = Math.max(max, longs[i]);
    }
    if (min >= -MAX_EXACT && max <= MAX_EXACT) {
      return false;
    }
    for (int i = 0; i < rows; i++) {
      boolean isPresent = present == null || (present[i >>> 6] >>> i & 1) != 0;
      if (isPresent && (longs[i] < -MAX_EXACT || longs[i] > MAX_EXACT)) {
        return true;
      }
    }
    return false;
  }

  /** Gives null rows the value before them, which encodes best. */
  static void fillLongs(long[] values, int rows, long[] present) {
    long last = 0;
    for (int i = 0; i < rows; i++) {
      last = (present[i >>> 6] >>> i & 1) != 0 ? values[i] : last;
      values[i] = last;
    }
  }

  static void fillDoubles(double[] values, int rows, long[] present) {
    double last = 0;
    for (int i = 0; i < rows; i++) {
      last = (present[i >>> 6] >>> i & 1) != 0 ? values[i] : last;
      values[i] = last;
    }
  }

  static void fillCodes(int[] values, int rows, long[] present) {
    int last = 0;
    for (int i = 0; i < rows; i++) {
      last = (present[i >>> 6] >>> i & 1) != 0 ? values[i] : last;
      values[i] = last;
    }
  }

  /** The mask cut to the rows, or null if none of them is null. */
  static long @Nullable [] trim(long @Nullable [] present, int rows) {
    if (present == null) {
      return null;
    }
    int words = rows + 63 >>> 6;
    long[] mask = Arrays.copyOf(present, words);
    if ((rows & 63) != 0) {
      mask[words - 1] &= -1L >>> (64 - (rows & 63));
    }
    return countOnes(mask) == rows ? null : mask;
  }

  static int countOnes(long[] mask) {
    int ones = 0;
    for (long word : mask) {
      ones += Long.bitCount(word);
    }
    return ones;
  }
}
