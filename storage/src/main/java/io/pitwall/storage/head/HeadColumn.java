package io.pitwall.storage.head;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.Presence;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One column of a {@link HeadChunk}. The log's thread writes; readers look only at rows published
 * to them, through arrays that are replaced by longer copies, never shortened.
 */
final class HeadColumn {
  private final ColumnType type;
  private final int firstRow;
  private final int maskWords;
  private volatile long[] longs = new long[0];
  private volatile double[] doubles = new double[0];
  private volatile int[] codes = new int[0];
  private volatile long @Nullable [] present;
  private int filled;

  /**
   * @param type of the values; STRING holds codes of the generation's dictionary
   * @param rowsBefore rows of the chunk that have no value
   * @param chunkRows rows of the full chunk
   */
  HeadColumn(ColumnType type, int rowsBefore, int chunkRows) {
    this.type = type;
    maskWords = Presence.words(chunkRows);
    firstRow = rowsBefore;
    if (rowsBefore > 0) {
      present = new long[maskWords];
    }
    filled = rowsBefore;
  }

  ColumnType type() {
    return type;
  }

  /** The first row of the chunk that came with the column; those before it are null. */
  int firstRow() {
    return firstRow;
  }

  long[] longs() {
    return longs;
  }

  double[] doubles() {
    return doubles;
  }

  int[] codes() {
    return codes;
  }

  /** A {@link Presence} mask; null where all published rows have a value. */
  long @Nullable [] present() {
    return present;
  }

  void appendLongs(long[] from, int offset, int row, int count, int capacity, HeadArrays arrays) {
    long[] array = longs;
    if (array.length < row + count) {
      array = arrays.grow(array, capacity, row);
      longs = array;
    }
    System.arraycopy(from, offset, array, row, count);
  }

  void appendDoubles(
      double[] from, int offset, int row, int count, int capacity, HeadArrays arrays) {
    double[] array = doubles;
    if (array.length < row + count) {
      array = arrays.grow(array, capacity, row);
      doubles = array;
    }
    System.arraycopy(from, offset, array, row, count);
  }

  void appendCodes(
      int[] from, int offset, int row, int count, int capacity, HeadArrays arrays, int[] newCodes) {
    int[] array = codes;
    if (array.length < row + count) {
      array = arrays.grow(array, capacity, row);
      codes = array;
    }
    for (int i = 0; i < count; i++) {
      array[row + i] = newCodes[from[offset + i]];
    }
  }

  /**
   * Records which of the rows {@code [row, row + count)} have a value; rows left out before them
   * are null.
   */
  void appendPresence(long @Nullable [] from, int offset, int row, int count) {
    long[] mask = present;
    if (mask == null) {
      if (from == null && filled == row) {
        filled = row + count;
        return;
      }
      mask = new long[maskWords];
      Presence.setRange(mask, 0, filled);
      present = mask;
    }
    if (from == null) {
      Presence.setRange(mask, row, row + count);
    } else {
      for (int i = 0; i < count; i++) {
        int source = offset + i;
        if (Presence.has(from, source)) {
          Presence.set(mask, row + i);
        }
      }
    }
    filled = row + count;
  }

  /** Sets the rows that nothing was appended for to null, up to {@code rows}. */
  void padTo(int rows) {
    if (filled < rows) {
      if (present == null) {
        long[] mask = new long[maskWords];
        Presence.setRange(mask, 0, filled);
        present = mask;
      }
      clear(filled, rows);
      filled = rows;
    }
  }

  /** A null has the value zero, as far as the array reaches. */
  private void clear(int from, int to) {
    Arrays.fill(longs, Math.min(from, longs.length), Math.min(to, longs.length), 0);
    Arrays.fill(doubles, Math.min(from, doubles.length), Math.min(to, doubles.length), 0);
    Arrays.fill(codes, Math.min(from, codes.length), Math.min(to, codes.length), 0);
  }

  /** See {@link HeadChunk#release}. */
  void release(HeadArrays arrays) {
    arrays.give(longs);
    arrays.give(doubles);
    arrays.give(codes);
    longs = new long[0];
    doubles = new double[0];
    codes = new int[0];
  }

  boolean isNull(int row) {
    long[] mask = present;
    return !Presence.hasOrAll(mask, row);
  }
}
