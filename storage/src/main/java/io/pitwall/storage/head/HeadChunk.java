package io.pitwall.storage.head;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.Presence;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.record.RunColumn;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@link HeadArrays#chunkRows} rows of one table, column by column; small ones start with
 * small arrays, which double. The log's thread writes; see {@link HeadColumn} for what readers may
 * do.
 */
final class HeadChunk {
  private static final int MIN_CAPACITY = 1024;

  /** Far above the ids of files, with which they share a space. */
  private static final AtomicLong NEXT_ID = new AtomicLong(1L << 62);

  private final long id = NEXT_ID.getAndIncrement();

  private volatile long[] times = new long[0];
  private volatile int[] series = new int[0];
  private volatile @Nullable HeadColumn[] columns = new HeadColumn[8];
  private volatile long minTime = Long.MAX_VALUE;
  private volatile long maxTime = Long.MIN_VALUE;
  private final HeadArrays arrays;
  private final int initialCapacity;
  private int rows;

  /**
   * @param expectedRows how many rows are likely to come, so that arrays need not grow
   */
  HeadChunk(HeadArrays arrays, long expectedRows) {
    this.arrays = arrays;
    initialCapacity = capacityFor(MIN_CAPACITY, Math.min(expectedRows, arrays.chunkRows()));
  }

  /** What a full chunk, which never changes, is known by. */
  long id() {
    return id;
  }

  int rows() {
    return rows;
  }

  /** How many rows it can still take. */
  int rowsLeft() {
    return arrays.chunkRows() - rows;
  }

  long[] times() {
    return times;
  }

  /** Series ids by row. */
  int[] series() {
    return series;
  }

  /** No row is earlier; rows that are not published yet count too. */
  long minTime() {
    return minTime;
  }

  /** No row is later; rows that are not published yet count too. */
  long maxTime() {
    return maxTime;
  }

  /** The column, or null if no row so far has had a field of that name. */
  @Nullable HeadColumn column(int columnId) {
    @Nullable HeadColumn[] array = columns;
    return columnId < array.length ? array[columnId] : null;
  }

  /** Appends a part of a run that fits. */
  void append(RowRun run, int offset, int count, int[][] codeMaps) {
    int row = rows;
    int capacity = capacityFor(initialCapacity, row + count);
    appendTimes(run.times(), offset, row, count, capacity);
    appendSeries(run, offset, row, count, capacity);
    for (int i = 0; i < run.columns().size(); i++) {
      RunColumn from = run.columns().get(i);
      HeadColumn into = columnFor(from.columnId(), from.type(), row);
      into.padTo(row);
      switch (from.type()) {
        case TIMESTAMP, LONG, BOOLEAN ->
            into.appendLongs(from.longs(), offset, row, count, capacity, arrays);
        case DOUBLE -> into.appendDoubles(from.doubles(), offset, row, count, capacity, arrays);
        case STRING ->
            into.appendCodes(from.codes(), offset, row, count, capacity, arrays, codeMaps[i]);
      }
      into.appendPresence(from.present(), offset, row, count);
    }
    rows = row + count;
    for (HeadColumn column : columns) {
      if (column != null) {
        column.padTo(rows);
      }
    }
  }

  private int capacityFor(int least, long needed) {
    int capacity = least;
    while (capacity < needed) {
      capacity *= 2;
    }
    return Math.min(capacity, arrays.chunkRows());
  }

  private void appendTimes(long[] from, int offset, int row, int count, int capacity) {
    long[] array = times;
    if (array.length < row + count) {
      array = arrays.grow(array, capacity, row);
      times = array;
    }
    System.arraycopy(from, offset, array, row, count);
    long min = minTime;
    long max = maxTime;
    for (int i = offset; i < offset + count; i++) {
      min = Math.min(min, from[i]);
      max = Math.max(max, from[i]);
    }
    minTime = min;
    maxTime = max;
  }

  private void appendSeries(RowRun run, int offset, int row, int count, int capacity) {
    int[] array = series;
    if (array.length < row + count) {
      array = arrays.grow(array, capacity, row);
      series = array;
    }
    int[] ids = run.seriesIds();
    int[] from = run.rowSeries();
    for (int i = 0; i < count; i++) {
      array[row + i] = ids[from[offset + i]];
    }
  }

  private HeadColumn columnFor(int columnId, ColumnType type, int rowsBefore) {
    @Nullable HeadColumn[] array = columns;
    if (columnId >= array.length) {
      array = Arrays.copyOf(array, Math.max(columnId + 1, array.length * 2));
    }
    HeadColumn column = array[columnId];
    if (column == null) {
      column = new HeadColumn(type, rowsBefore, arrays.chunkRows());
      array[columnId] = column;
      columns = array; // a volatile write, so that the entry is seen with it
    }
    if (column.type() != type) {
      throw new IllegalStateException(
          "column " + columnId + " is of " + column.type() + " in this chunk, not of " + type);
    }
    return column;
  }

  /**
   * Gives the arrays back. Nobody may read the chunk any more, and who does finds no rows to read
   * rather than another chunk's.
   */
  void release() {
    arrays.give(times);
    arrays.give(series);
    times = new long[0];
    series = new int[0];
    for (HeadColumn column : columns) {
      if (column != null) {
        column.release(arrays);
      }
    }
  }

  /** Bytes of all arrays. */
  long sizeBytes() {
    long bytes = times.length * 8L + series.length * 4L;
    for (HeadColumn column : columns) {
      if (column != null) {
        bytes +=
            column.longs().length * 8L + column.doubles().length * 8L + column.codes().length * 4L;
        if (column.present() != null) {
          bytes += Presence.words(arrays.chunkRows()) * 8L;
        }
      }
    }
    return bytes;
  }
}
