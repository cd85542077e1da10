package io.pitwall.storage.sorting;

import io.pitwall.storage.column.Presence;
import io.pitwall.storage.head.FrozenRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Moves a column from chunks in log order to one array in a new order. Hot loops. */
final class Scatter {
  private Scatter() {}

  /** Rows past the end of a chunk's array have no value and are left alone. */
  static void longs(long[][] chunks, RowOrder order, long[] into) {
    int[] destinations = order.destinations();
    int row = 0;
    for (long[] chunk : chunks) {
      int count = Math.min(FrozenRows.CHUNK_MASK + 1, order.rowCount() - row);
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
      int count = Math.min(FrozenRows.CHUNK_MASK + 1, order.rowCount() - row);
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
      int count = Math.min(FrozenRows.CHUNK_MASK + 1, order.rowCount() - row);
      int stored = Math.min(count, chunk.length);
      for (int i = 0; i < stored; i++) {
        into[destinations[row + i]] = chunk[i];
      }
      row += count;
    }
  }

  /** Sets the bit of each row that has a value. */
  static void presence(long @Nullable [] @Nullable [] masks, RowOrder order, long[] into) {
    Arrays.fill(into, 0);
    int[] destinations = order.destinations();
    for (int row = 0; row < order.rowCount(); row++) {
      if (isPresent(masks, row)) {
        int to = destinations[row];
        Presence.set(into, to);
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
    for (int row = 0; row < order.rowCount(); row++) {
      int chunk = row >>> FrozenRows.CHUNK_LOG2;
      int at = row & FrozenRows.CHUNK_MASK;
      int code = -1;
      if (tagCodes != null) {
        int id = series[chunk][at];
        code = id < tagCodes.length ? tagCodes[id] : -1;
      }
      if (code < 0 && at < fieldCodes[chunk].length && isPresent(masks, row)) {
        code = fieldCodes[chunk][at];
      }
      into[destinations[row]] = code;
    }
  }

  static boolean isPresent(long @Nullable [] @Nullable [] masks, int row) {
    if (masks == null) {
      return true;
    }
    long[] mask = masks[row >>> FrozenRows.CHUNK_LOG2];
    int at = row & FrozenRows.CHUNK_MASK;
    return mask == null || mask.length > 0 && Presence.has(mask, at);
  }
}
