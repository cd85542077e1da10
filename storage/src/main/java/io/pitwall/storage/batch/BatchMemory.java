package io.pitwall.storage.batch;

import io.pitwall.storage.column.ArrayPool;
import io.pitwall.storage.limit.FormatLimits;
import io.pitwall.storage.limit.StoreLimits;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of one batch: taken from a pool where there is one, counted against the limit {@code
 * max-batch-bytes}. Owned by the thread that owns the batch.
 */
final class BatchMemory {
  /** The fewest rows that an array is made for. */
  static final int MIN_ROWS = 16;

  private final @Nullable ArrayPool pool;
  private final long maxBytes;
  private long bytes;

  BatchMemory(@Nullable ArrayPool pool, long maxBytes) {
    this.pool = pool;
    this.maxBytes = maxBytes;
  }

  /** The length of an array for this many rows. */
  static int lengthFor(int rows) {
    if (rows > FormatLimits.RECORD_TABLE_ROWS) {
      throw new LimitException(
          "a request may have at most " + FormatLimits.RECORD_TABLE_ROWS + " rows of a table");
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

  private void charge(long more) {
    if (bytes + more > maxBytes) {
      throw new LimitException(
          "the request's columns would take more than "
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
