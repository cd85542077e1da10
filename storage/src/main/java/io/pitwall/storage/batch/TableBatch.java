package io.pitwall.storage.batch;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.limit.StoreLimits;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table within one request. Built row by row: {@code column(…)} and the column's
 * {@code put…(row, …)} with {@link #rows()} as the row, then {@link #endRow}, or {@link
 * #discardRow} to leave no trace of it. Columns keep the order in which they were first named.
 * Owned by the thread that parses.
 */
public final class TableBatch {
  private final String name;
  private final WriteLimits limits;
  private final @Nullable TableSchema known;
  private final List<BatchColumn> columns = new ArrayList<>();
  private final Map<String, BatchColumn> byName = new HashMap<>();
  private final List<SeriesKey> series = new ArrayList<>();
  private final Map<SeriesKey, Integer> seriesCodes = new HashMap<>();
  private final BatchMemory memory;
  private final int expectedRows;
  private long[] times = new long[0];
  private int[] rowSeries = new int[0];
  private int[] lines = new int[0];
  private int rows;

  /** Columns that the table did not have when the batch was begun. */
  private int newColumns;

  TableBatch(
      String name,
      @Nullable TableSchema known,
      WriteLimits limits,
      int expectedRows,
      BatchMemory memory) {
    this.name = name;
    this.known = known;
    this.limits = limits;
    this.expectedRows = expectedRows;
    this.memory = memory;
  }

  public String name() {
    return name;
  }

  /** Whole rows so far; also the index of the row being built. */
  public int rows() {
    return rows;
  }

  public List<BatchColumn> columns() {
    return columns;
  }

  /** The field column of a name, or null if this batch has none yet. */
  public @Nullable BatchColumn find(String columnName) {
    return byName.get(columnName);
  }

  /**
   * The field column of a name, made if it is new: of the type that the table's column has, else of
   * the type of its first value.
   *
   * @throws LimitException if the text can't be a name or is {@code time}, or there would be too
   *     many columns
   */
  public BatchColumn column(String columnName, ColumnType typeIfNew) {
    BatchColumn column = byName.get(columnName);
    if (column == null) {
      column = addColumn(columnName, typeIfNew);
    }
    return column;
  }

  private BatchColumn addColumn(String columnName, ColumnType typeIfNew) {
    NameRule.check("column", columnName, limits);
    if (columnName.equals(TableSchema.TIME)) {
      throw new LimitException(() -> "a field can't be named time, which is the row's timestamp");
    }
    @Nullable ColumnSchema stored = known == null ? null : known.find(columnName);
    if (stored == null) {
      checkRoomFor(columnName);
    }
    ColumnType type = stored == null ? typeIfNew : stored.type();
    BatchColumn column =
        new BatchColumn(columnName, type, rows, Math.max(expectedRows, lines.length), memory);
    newColumns += stored == null ? 1 : 0;
    columns.add(column);
    byName.put(columnName, column);
    return column;
  }

  private void checkRoomFor(String columnName) {
    int stored = known == null ? 0 : known.columns().size() - 1;
    if (stored + newColumns >= limits.maxColumnsPerTable()) {
      throw new LimitException(() -> tooManyColumns(name, limits.maxColumnsPerTable(), columnName));
    }
  }

  /** Why a row is refused whose new column does not fit into its table. */
  public static String tooManyColumns(String table, int maxColumns, String column) {
    return "table "
        + table
        + " would have more than "
        + maxColumns
        + " columns "
        + StoreLimits.MAX_COLUMNS_PER_TABLE.clause()
        + " with column "
        + column;
  }

  /**
   * This batch's code for a series, for {@link #endRow}.
   *
   * @throws LimitException if it has more tags, or the batch would have more series, than allowed
   */
  public int series(SeriesKey key) {
    Integer code = seriesCodes.get(key);
    return code == null ? addSeries(key) : code;
  }

  private int addSeries(SeriesKey key) {
    if (key.size() > limits.maxTagsPerSeries()) {
      throw new LimitException(() ->
          "the row has "
              + key.size()
              + " tags, more than "
              + limits.maxTagsPerSeries()
              + ' '
              + StoreLimits.MAX_TAGS_PER_SERIES.clause());
    }
    memory.addSeries(key, limits.maxSeriesPerBatch());
    int code = series.size();
    series.add(key);
    seriesCodes.put(key, code);
    return code;
  }

  /** The series of this batch by code. */
  public List<SeriesKey> seriesKeys() {
    return series;
  }

  /**
   * Completes the row being built.
   *
   * @param seriesCode from {@link #series}
   * @param time nanoseconds since the epoch
   * @param line the row's place in the request, from 1
   * @throws BatchTooLargeException if the batch would take more than {@code max-batch-bytes}
   */
  public void endRow(int seriesCode, long time, int line) {
    int row = rows;
    if (row >= lines.length) {
      reserve(Math.max(row + 1, expectedRows));
    }
    times[row] = time;
    rowSeries[row] = seriesCode;
    lines[row] = line;
    rows = row + 1;
  }

  /**
   * Reserves space for this many rows in {@link #times()}, so that times can be written straight
   * into it.
   *
   * @throws BatchTooLargeException if the batch would take more than {@code max-batch-bytes}
   */
  public void reserve(int capacityRows) {
    // All columns grow together, so that the limit refuses the row that does not fit, and finish()
    // need not reserve space for the rows that a column lacks.
    for (BatchColumn column : columns) {
      column.reserve(capacityRows);
    }
    if (capacityRows > times.length) {
      times = memory.grow(times, capacityRows);
    }
    if (capacityRows > rowSeries.length) {
      rowSeries = memory.grow(rowSeries, capacityRows);
    }
    if (capacityRows > lines.length) {
      lines = memory.grow(lines, capacityRows);
    }
  }

  /**
   * Completes many rows at once, whose values are in the columns and whose times have been written
   * to {@link #times()} from index {@link #rows()} on, after {@link #reserve}.
   *
   * @param firstLine the first row's place in the request, from 1; the others follow it
   */
  public void endRows(int count, int seriesCode, int firstLine) {
    int from = rows;
    Arrays.fill(rowSeries, from, from + count, seriesCode);
    for (int i = 0; i < count; i++) {
      lines[from + i] = firstLine + i;
    }
    rows = from + count;
  }

  /**
   * Takes back what was put into the row being built, and into rows after it, with the columns that
   * came with them: {@link BatchColumn}s that the caller holds are to be asked for anew.
   *
   * @return whether columns have gone
   */
  public boolean discardRow() {
    boolean gone = false;
    for (int i = columns.size() - 1; i >= 0; i--) {
      BatchColumn column = columns.get(i);
      if (column.discardFrom(rows)) {
        columns.remove(i);
        byName.remove(column.name());
        newColumns -= known == null || known.find(column.name()) == null ? 1 : 0;
        column.release();
        gone = true;
      }
    }
    return gone;
  }

  /** Nanoseconds since the epoch by row. */
  public long[] times() {
    return times;
  }

  /** Codes of {@link #seriesKeys()} by row. */
  public int[] rowSeries() {
    return rowSeries;
  }

  /** Places in the request by row, from 1. */
  public int[] lines() {
    return lines;
  }

  void finish() {
    for (BatchColumn column : columns) {
      column.finish(rows);
    }
  }

  void release() {
    for (BatchColumn column : columns) {
      column.release();
    }
    memory.giveBack(times);
    memory.giveBack(rowSeries);
    memory.giveBack(lines);
    times = new long[0];
    rowSeries = new int[0];
    lines = new int[0];
    rows = 0;
  }
}
