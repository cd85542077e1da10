package io.pitwall.storage.head;

import io.pitwall.storage.column.ArrayPool;
import java.util.Arrays;

/**
 * Memory for the columns of chunks. Arrays of a full chunk's length are used again once {@link
 * HeadGeneration#release} has given them back, since memory that a process touches for the first
 * time costs more than all that is done with a row; shorter ones are left to the garbage collector.
 *
 * <p>A used array has any content. What {@code grow} returns is the old content, then zeros up to
 * the row that is written next.
 */
public final class HeadArrays {
  private final ArrayPool pool;
  private final int chunkRows;

  /**
   * @param maxRetainedBytes of arrays that lie ready
   * @param chunkRows rows of a full chunk, a power of two
   */
  public HeadArrays(long maxRetainedBytes, int chunkRows) {
    pool = new ArrayPool(maxRetainedBytes);
    this.chunkRows = chunkRows;
  }

  /** Rows of a full chunk, a power of two. */
  int chunkRows() {
    return chunkRows;
  }

  /** Memory of sealed rows that is kept for new ones and not in use now. */
  public long retainedBytes() {
    return pool.retainedBytes();
  }

  /**
   * @param capacity of the new array, a power of two up to a chunk's rows
   * @param row the first that is not written yet
   */
  long[] grow(long[] old, int capacity, int row) {
    if (capacity < chunkRows) {
      return Arrays.copyOf(old, capacity);
    }
    long[] array = pool.takeLongs(capacity);
    System.arraycopy(old, 0, array, 0, old.length);
    Arrays.fill(array, old.length, Math.max(old.length, row), 0);
    return array;
  }

  double[] grow(double[] old, int capacity, int row) {
    if (capacity < chunkRows) {
      return Arrays.copyOf(old, capacity);
    }
    double[] array = pool.takeDoubles(capacity);
    System.arraycopy(old, 0, array, 0, old.length);
    Arrays.fill(array, old.length, Math.max(old.length, row), 0);
    return array;
  }

  int[] grow(int[] old, int capacity, int row) {
    if (capacity < chunkRows) {
      return Arrays.copyOf(old, capacity);
    }
    int[] array = pool.takeInts(capacity);
    System.arraycopy(old, 0, array, 0, old.length);
    Arrays.fill(array, old.length, Math.max(old.length, row), 0);
    return array;
  }

  void give(long[] array) {
    if (array.length == chunkRows) {
      pool.give(array);
    }
  }

  void give(double[] array) {
    if (array.length == chunkRows) {
      pool.give(array);
    }
  }

  void give(int[] array) {
    if (array.length == chunkRows) {
      pool.give(array);
    }
  }
}
