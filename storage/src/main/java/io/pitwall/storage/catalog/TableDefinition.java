package io.pitwall.storage.catalog;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A table as the log's thread knows it, ahead of what is published. Only that thread changes it; the
 * schema is replaced whole.
 */
public final class TableDefinition {
  private final int databaseId;
  private final long partitionWidthNanos;
  private final SeriesIndex series = new SeriesIndex();
  private final Set<Integer> beyondExact = ConcurrentHashMap.newKeySet();
  private volatile TableSchema schema;

  TableDefinition(int databaseId, TableSchema schema, long partitionWidthNanos) {
    this.databaseId = databaseId;
    this.schema = schema;
    this.partitionWidthNanos = partitionWidthNanos;
  }

  public int tableId() {
    return schema.tableId();
  }

  int databaseId() {
    return databaseId;
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
   * Whether a column of longs may become one of doubles: all its longs lie within ±2^53. Other
   * threads than the log's may see an old answer.
   */
  public boolean isWidenable(int columnId) {
    return !beyondExact.contains(columnId);
  }

  void markBeyondExact(int columnId) {
    beyondExact.add(columnId);
  }

  void addColumn(int id, String name, ColumnKind kind, ColumnType type) {
    List<ColumnSchema> columns = new ArrayList<>(schema.columns());
    ColumnSchema added = new ColumnSchema(id, name, kind, type);
    ColumnSchema there = schema.find(name);
    if (there != null) {
      if (there.id() != id) {
        throw new IllegalStateException(
            "column " + name + " of table " + schema.name() + " has two ids, " + there.id()
                + " and " + id);
      }
      return;
    }
    columns.add(added);
    replace(columns);
  }

  void changeColumn(int id, ColumnKind kind, ColumnType type) {
    List<ColumnSchema> columns = new ArrayList<>(schema.columns());
    for (int i = 0; i < columns.size(); i++) {
      ColumnSchema column = columns.get(i);
      if (column.id() == id) {
        columns.set(i, new ColumnSchema(id, column.name(), kind, type));
        replace(columns);
        return;
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
