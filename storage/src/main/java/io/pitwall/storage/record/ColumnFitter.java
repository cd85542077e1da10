package io.pitwall.storage.record;

import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.TypeRule;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.Presence;
import io.pitwall.storage.schema.ColumnSchema;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which type a batch's column is stored, and which of its rows can't be: applies the
 * {@link TypeRule} to the table as it is now, instead of as it was when the batch was parsed.
 */
final class ColumnFitter {
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
    if (column.type() == ColumnType.LONG && target == ColumnType.DOUBLE) {
      return TypeRule.refusalOfLong(column.name(), column.longs()[row]);
    }
    if (column.type() == ColumnType.DOUBLE && target == ColumnType.LONG) {
      return TypeRule.refusalOfDouble(column.name(), column.doubles()[row]);
    }
    return TypeRule.mismatch(column.name(), target, TypeRule.describe(column.type()));
  }

  private static boolean isIntegral(BatchColumn column, int rows) {
    for (int row = 0; row < rows; row++) {
      if (!column.isNull(row) && !TypeRule.isExactLong(column.doubles()[row])) {
        return false;
      }
    }
    return true;
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

  /** Whether a row has a long that keeps the column from ever becoming one of doubles. */
  static boolean hasBeyondExact(long[] longs, int rows, long @Nullable [] present) {
    // Two passes: the first has no branch in its loop, and nearly always suffices.
    long min = 0;
    long max = 0;
    for (int i = 0; i < rows; i++) {
      min = Math.min(min, longs[i]);
      max = Math.max(max, longs[i]);
    }
    if (TypeRule.isWithinExact(min) && TypeRule.isWithinExact(max)) {
      return false;
    }
    for (int i = 0; i < rows; i++) {
      if (Presence.hasOrAll(present, i) && !TypeRule.isWithinExact(longs[i])) {
        return true;
      }
    }
    return false;
  }
}
