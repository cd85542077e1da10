package io.pitwall.storage.batch;

import io.pitwall.storage.column.ArrayPool;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.limit.FormatLimits;
import io.pitwall.storage.limit.StoreLimits;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one batch, counted against the limit {@code max-batch-bytes}: arrays, taken from a
 * pool where there is one, and strings, names and series. Owned by the thread that owns the batch.
 *
 * <p>Each thing counts for at least the bytes that it takes in a log record, so that a batch within
 * its limit fits into one.
 */
final class BatchMemory {
  /** The fewest rows that an array is made for. */
  static final int MIN_ROWS = 16;

  /** What a distinct string takes beside its text: its entries in the arrays of a dictionary. */
  private static final int STRING_BYTES = 40;

  /** What a name takes beside its text: the objects of a table or column, and their entries. */
  private static final int NAME_BYTES = 256;

  /** What a series takes beside its tags: its key, its entries in maps and lists. */
  private static final int SERIES_BYTES = 128;

  /** What a tag takes beside its text. */
  private static final int TAG_BYTES = 64;

  private final @Nullable ArrayPool pool;
  private final long maxBytes;
  private long bytes;
  private int series;

  BatchMemory(@Nullable ArrayPool pool, long maxBytes) {
    this.pool = pool;
    this.maxBytes = maxBytes;
  }

  /** The length of an array for this many rows. */
  static int lengthFor(int rows) {
    if (rows > FormatLimits.RECORD_TABLE_ROWS) {
      throw new BatchTooLargeException(
          "a request may have at most "
              + FormatLimits.RECORD_TABLE_ROWS
              + " rows of a table (limit record-table-rows); send fewer rows at once");
    }
    return Math.max(MIN_ROWS, Integer.highestOneBit(Math.max(1, rows - 1)) << 1);
  }

  long[] grow(long[] old, int rows) {
    int length = lengthFor(rows);
    charge(8L * (length - old.length));
    long[] grown = pool == null ? new long[length] : pool.takeLongs(length);
    System.arraycopy(old, 0, grown, 0, old.length);
    give(old);
    return grown;
  }

  double[] grow(double[] old, int rows) {
    int length = lengthFor(rows);
    charge(8L * (length - old.length));
    double[] grown = pool == null ? new double[length] : pool.takeDoubles(length);
    System.arraycopy(old, 0, grown, 0, old.length);
    give(old);
    return grown;
  }

  int[] grow(int[] old, int rows) {
    int length = lengthFor(rows);
    charge(4L * (length - old.length));
    int[] grown = pool == null ? new int[length] : pool.takeInts(length);
    System.arraycopy(old, 0, grown, 0, old.length);
    give(old);
    return grown;
  }

  /** Counts the name of a table or column. */
  void chargeName(int nameBytes) {
    charge(NAME_BYTES + nameBytes);
  }

  /** Counts a string that is new in its column. */
  void chargeString(int stringBytes) {
    charge(STRING_BYTES + stringBytes);
  }

  /** A column that was counted by name and strings is gone. */
  void giveBackNameAndStrings(int nameBytes, int strings, int stringBytes) {
    bytes -= NAME_BYTES + nameBytes + (long) STRING_BYTES * strings + stringBytes;
  }

  /**
   * Counts a series that is new in its table.
   *
   * @throws LimitException if the batch would have more than {@code maxSeries}
   */
  void addSeries(SeriesKey key, int maxSeries) {
    if (series >= maxSeries) {
      throw new LimitException(() ->
          "a request may have at most "
              + maxSeries
              + " series "
              + StoreLimits.MAX_SERIES_PER_BATCH.clause()
              + "; send the rest in further requests");
    }
    long keyBytes = SERIES_BYTES;
    for (int i = 0; i < key.size(); i++) {
      keyBytes += TAG_BYTES + key.tag(i).name().length + key.tag(i).value().length;
    }
    charge(keyBytes);
    series++;
  }

  private void charge(long more) {
    if (bytes + more > maxBytes) {
      throw new BatchTooLargeException(
          "the request's columns, strings and series would take more than "
              + maxBytes
              + " bytes of memory "
              + StoreLimits.MAX_BATCH_BYTES.clause()
              + "; send fewer rows or columns at once");
    }
    bytes += more;
  }

  void giveBack(long[] array) {
    bytes -= 8L * array.length;
    give(array);
  }

  void giveBack(double[] array) {
    bytes -= 8L * array.length;
    give(array);
  }

  void giveBack(int[] array) {
    bytes -= 4L * array.length;
    give(array);
  }

  private void give(long[] array) {
    if (pool != null) {
      pool.give(array);
    }
  }

  private void give(double[] array) {
    if (pool != null) {
      pool.give(array);
    }
  }

  private void give(int[] array) {
    if (pool != null) {
      pool.give(array);
    }
  }
}
