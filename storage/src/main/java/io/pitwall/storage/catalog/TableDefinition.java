package io.pitwall.storage.catalog;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A table as the log's thread knows it, unpublished columns included. Only that thread changes it,
 * and replaces the schema as a whole.
 */
public final class TableDefinition {
  private final long partitionWidthNanos;
  private final SeriesIndex series = new SeriesIndex();
  private final Set<Integer> beyondExact = ConcurrentHashMap.newKeySet();
  private volatile TableSchema schema;

  TableDefinition(TableSchema schema, long partitionWidthNanos) {
    this.schema = schema;
    this.partitionWidthNanos = partitionWidthNanos;
  }

  public int tableId() {
    return schema.tableId();
  }

  public long partitionWidthNanos() {
    return partitionWidthNanos;
  }

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
    ColumnSchema known = schema.find(columnName);
    if (known != null) {
      if (known.id() != id) {
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
      return false;
    }
    List<ColumnSchema> columns = new ArrayList<>(schema.columns());
    columns.add(new ColumnSchema(id, columnName, kind, type));
    replace(columns);
    return true;
  }

  /**
   * A field may become a tag and a column of longs one of doubles, never the other way round, since
   * replay may bring an older change after a newer one.
   */
  boolean changeColumn(int id, ColumnKind kind, ColumnType type) {
    List<ColumnSchema> columns = new ArrayList<>(schema.columns());
    for (int i = 0; i < columns.size(); i++) {
      ColumnSchema column = columns.get(i);
      if (column.id() == id) {
        ColumnKind newKind = column.kind() == ColumnKind.TAG ? ColumnKind.TAG : kind;
        ColumnType newType = column.type() == ColumnType.DOUBLE ? ColumnType.DOUBLE : type;
        columns.set(i, new ColumnSchema(id, column.name(), newKind, newType));
        replace(columns);
        return column.kind() != newKind || column.type() != newType;
      }
    }
    throw new IllegalStateException("table " + schema.name() + " has no column " + id);
  }

  int nextColumnId() {
    return schema.columns().size();
  }

  @Nullable ColumnSchema column(String name) {
    return schema.find(name);
  }

  private void replace(List<ColumnSchema> columns) {
    schema = new TableSchema(schema.tableId(), schema.database(), schema.name(), columns);
  }
}
