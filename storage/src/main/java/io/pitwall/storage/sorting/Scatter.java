package io.pitwall.storage.sorting;

import io.pitwall.storage.column.Presence;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Moves a column from chunks in log order to one array in a new order. Each chunk but the last has
 * as many rows as the order says. Hot loops.
 */
final class Scatter {
  private Scatter() {}

  /** Rows past the end of a chunk's array have no value and are left alone. */
  static void longs(long[][] chunks, RowOrder order, long[] into) {
    int[] destinations = order.destinations();
    int row = 0;
    for (long[] chunk : chunks) {
      int count = order.rowsOfChunkAt(row);
      int stored = Math.min(count, chunk.length);
      for (int i = 0; i < stored; i++) {
        into[destinations[row + i]] = chunk[i];
      }
      row += count;
    }
  }

  static void doubles(double[][] chunks, RowOrder order, double[] into) {
    int[] destinations = order.destinations();
    int row = 0;
    for (double[] chunk : chunks) {
      int count = order.rowsOfChunkAt(row);
      int stored = Math.min(count, chunk.length);
      for (int i = 0; i < stored; i++) {
        into[destinations[row + i]] = chunk[i];
      }
      row += count;
    }
  }

  static void ints(int[][] chunks, RowOrder order, int[] into) {
    int[] destinations = order.destinations();
    int row = 0;
    for (int[] chunk : chunks) {
      int count = order.rowsOfChunkAt(row);
      int stored = Math.min(count, chunk.length);
      for (int i = 0; i < stored; i++) {
        into[destinations[row + i]] = chunk[i];
      }
      row += count;
    }
  }

  /** Sets the bit of each row that has a value. */
  static void presence(long[] @Nullable [] masks, RowOrder order, long[] into) {
    Arrays.fill(into, 0);
    int row = 0;
    for (long @Nullable [] mask : masks) {
      int count = order.rowsOfChunkAt(row);
      presence(mask, order.destinations(), row, count, into);
      row += count;
    }
  }

  private static void presence(
      long @Nullable [] mask, int[] destinations, int row, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      if (isPresent(mask, i)) {
        Presence.set(into, destinations[row + i]);
      }
    }
  }

  /**
   * The codes of a string column: a tag's by the row's series, else the field's; −1 is null.
   *
   * @param tagCodes by series id, or null if the column is no tag
   */
  static void codes(
      int[][] series,
      int @Nullable [] tagCodes,
      int[][] fieldCodes,
      long @Nullable [] @Nullable [] masks,
      RowOrder order,
      int[] into) {
    int[] destinations = order.destinations();
    int row = 0;
    for (int chunk = 0; chunk < series.length; chunk++) {
      int[] ids = series[chunk];
      int[] fields = fieldCodes[chunk];
      long[] mask = masks == null ? null : masks[chunk];
      int count = order.rowsOfChunkAt(row);
      for (int i = 0; i < count; i++) {
        int code = -1;
        if (tagCodes != null) {
          int id = ids[i];
          code = id < tagCodes.length ? tagCodes[id] : -1;
        }
        if (code < 0 && i < fields.length && isPresent(mask, i)) {
          code = fields[i];
        }
        into[destinations[row + i]] = code;
      }
      row += count;
    }
  }

  /**
   * Whether a row of a chunk has a value.
   *
   * @param mask of the chunk; null if all its rows have one, empty if none has
   */
  static boolean isPresent(long @Nullable [] mask, int row) {
    return mask == null || mask.length > 0 && Presence.has(mask, row);
  }
}
