package io.pitwall.storage.column;

import io.pitwall.storage.catalog.ColumnSchema;
import io.pitwall.storage.catalog.TableSchema;
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
  private long[] times = new long[BatchColumn.INITIAL_ROWS];
  private int[] rowSeries = new int[BatchColumn.INITIAL_ROWS];
  private int[] lines = new int[BatchColumn.INITIAL_ROWS];
  private int rows;

  TableBatch(String name, @Nullable TableSchema known, WriteLimits limits) {
    this.name = name;
    this.known = known;
    this.limits = limits;
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
   * @throws LimitException if the name or the number of columns is past its limit, or the name is
   *     {@code time}
   */
  public BatchColumn column(String columnName, ColumnType typeIfNew) {
    BatchColumn column = byName.get(columnName);
    if (column == null) {
      column = addColumn(columnName, typeIfNew);
    }
    return column;
  }

  private BatchColumn addColumn(String columnName, ColumnType typeIfNew) {
    WriteBatch.checkName("column", columnName, limits);
    if (columnName.equals(TableSchema.TIME)) {
      throw new LimitException("a field can't be named time, which is the row's timestamp");
    }
    ColumnType type = typeIfNew;
    int columnsAfter = columns.size() + 1;
    if (known != null) {
      ColumnSchema column = known.find(columnName);
      if (column != null) {
        type = column.type();
      }
      columnsAfter = Math.max(columnsAfter, known.columns().size() + (column == null ? 1 : 0) - 1);
    }
    if (columnsAfter > limits.maxColumnsPerTable()) {
      throw new LimitException(
          "table "
              + name
              + " would have more than "
              + limits.maxColumnsPerTable()
              + " columns (limit max-columns-per-table) with column "
              + columnName);
    }
    BatchColumn column = new BatchColumn(columnName, type);
    columns.add(column);
    byName.put(columnName, column);
    return column;
  }

  /** This batch's code for a series, for {@link #endRow}. */
  public int series(SeriesKey key) {
    Integer code = seriesCodes.get(key);
    if (code == null) {
      code = series.size();
      series.add(key);
      seriesCodes.put(key, code);
    }
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
   * @param line where the row stands in the request, from 1
   */
  public void endRow(int seriesCode, long time, int line) {
    if (rows == times.length) {
      times = Arrays.copyOf(times, rows * 2);
      rowSeries = Arrays.copyOf(rowSeries, rows * 2);
      lines = Arrays.copyOf(lines, rows * 2);
    }
    times[rows] = time;
    rowSeries[rows] = seriesCode;
    lines[rows] = line;
    rows++;
  }

  /** Takes back what was put into the row being built. */
  public void discardRow() {
    for (BatchColumn column : columns) {
      column.discard(rows);
    }
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
}
