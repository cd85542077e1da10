package io.pitwall.storage.catalog;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A table as the log's thread knows it, unpublished columns included.
 *
 * <p>Only that thread changes it, column by column, in constant time each; {@link #publish} makes a
 * schema of all of them at once, for other threads.
 */
public final class TableDefinition {
  private final long partitionWidthNanos;
  private final SeriesIndex series = new SeriesIndex();
  private final Set<Integer> beyondExact = ConcurrentHashMap.newKeySet();

  /** In the order in which they were first written; for the log's thread only. */
  private final List<ColumnSchema> columns = new ArrayList<>();

  /** Indexes into {@link #columns}. */
  private final Map<String, Integer> byName = new HashMap<>();

  /** Indexes into {@link #columns}; ids have gaps where damage took a definition. */
  private final Map<Integer, Integer> byId = new HashMap<>();

  private int nextColumnId;
  private boolean changed;
  private volatile TableSchema schema;

  TableDefinition(TableSchema schema, long partitionWidthNanos) {
    this.schema = schema;
    this.partitionWidthNanos = partitionWidthNanos;
    schema.columns().forEach(this::append);
  }

  public int tableId() {
    return schema.tableId();
  }

  public long partitionWidthNanos() {
    return partitionWidthNanos;
  }

  /** The columns that were published last; any thread. */
  public TableSchema schema() {
    return schema;
  }

  public SeriesIndex series() {
    return series;
  }

  /**
   * Whether a column of longs may become one of doubles, which all its longs within ±2^53 allow. On
   * other threads than the log's the answer may be old.
   */
  public boolean isWidenable(int columnId) {
    return !beyondExact.contains(columnId);
  }

  boolean markBeyondExact(int columnId) {
    return beyondExact.add(columnId);
  }

  boolean addColumn(int id, String columnName, ColumnKind kind, ColumnType type) {
    ColumnSchema known = column(columnName);
    if (known != null && known.id() == id) {
      return false;
    }
    if (known != null) {
      throw new IllegalStateException(
          "column "
              + columnName
              + " of table "
              + schema.name()
              + " has two ids, "
              + known.id()
              + " and "
              + id);
    }
    Integer other = byId.get(id);
    if (other != null) {
      throw new IllegalStateException(
          "the id "
              + id
              + " in table "
              + schema.name()
              + " belongs to column "
              + columns.get(other).name()
              + " and can't become that of "
              + columnName);
    }
    append(new ColumnSchema(id, columnName, kind, type));
    changed = true;
    return true;
  }

  private void append(ColumnSchema column) {
    byName.put(column.name(), columns.size());
    byId.put(column.id(), columns.size());
    columns.add(column);
    nextColumnId = Math.max(nextColumnId, column.id() + 1);
  }

  /**
   * A field may become a tag and a column of longs one of doubles, never the other way round, since
   * replay may bring an older change after a newer one.
   */
  boolean changeColumn(int id, ColumnKind kind, ColumnType type) {
    Integer index = byId.get(id);
    if (index == null) {
      throw new IllegalStateException("table " + schema.name() + " has no column " + id);
    }
    ColumnSchema column = columns.get(index);
    ColumnKind newKind = column.kind() == ColumnKind.TAG ? ColumnKind.TAG : kind;
    ColumnType newType = column.type() == ColumnType.DOUBLE ? ColumnType.DOUBLE : type;
    if (column.kind() == newKind && column.type() == newType) {
      return false;
    }
    columns.set(index, new ColumnSchema(id, column.name(), newKind, newType));
    changed = true;
    return true;
  }

  /** An id that no column has. */
  int nextColumnId() {
    return nextColumnId;
  }

  /** Never gives this id to a column that is created, since records use it. */
  public void reserveColumn(int id) {
    nextColumnId = Math.max(nextColumnId, Math.addExact(id, 1));
  }

  /** The column of this id, unpublished ones included, or null; for the log's thread. */
  public @Nullable ColumnSchema column(int id) {
    Integer index = byId.get(id);
    return index == null ? null : columns.get(index);
  }

  /** Number of columns, {@code time} and unpublished ones included; for the log's thread. */
  public int columnCount() {
    return columns.size();
  }

  /** The column of exactly this name, unpublished ones included, or null; for the log's thread. */
  public @Nullable ColumnSchema column(String name) {
    Integer index = byName.get(name);
    return index == null ? null : columns.get(index);
  }

  /** Makes all columns so far visible to {@link #schema}, and returns them. */
  TableSchema publish() {
    if (changed) {
      schema = new TableSchema(schema.tableId(), schema.database(), schema.name(), columns);
      changed = false;
    }
    return schema;
  }
}
