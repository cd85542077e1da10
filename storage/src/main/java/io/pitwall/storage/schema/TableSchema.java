package io.pitwall.storage.schema;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table's columns at one moment; immutable. */
public final class TableSchema {
  /** The name of the column every table has. */
  public static final String TIME = "time";

  /** The id of {@link #TIME} in every table. */
  public static final int TIME_ID = 0;

  private final int tableId;
  private final String database;
  private final String name;
  private final List<ColumnSchema> columns;
  private final Map<String, ColumnSchema> byName;

  /**
   * @param columns {@code time} first, then in the order in which they were first written
   */
  public TableSchema(int tableId, String database, String name, List<ColumnSchema> columns) {
    this.tableId = tableId;
    this.database = database;
    this.name = name;
    this.columns = List.copyOf(columns);
    this.byName = HashMap.newHashMap(columns.size());
    for (ColumnSchema column : columns) {
      byName.put(column.name(), column);
    }
    if (columns.isEmpty() || columns.get(0).kind() != ColumnKind.TIME) {
      throw new IllegalArgumentException("table " + name + " has no column time");
    }
  }

  /** A table with nothing but {@code time}. */
  public static TableSchema empty(int tableId, String database, String name) {
    return new TableSchema(
        tableId,
        database,
        name,
        List.of(new ColumnSchema(TIME_ID, TIME, ColumnKind.TIME, ColumnType.TIMESTAMP)));
  }

  /** Unique within the store. */
  public int tableId() {
    return tableId;
  }

  public String database() {
    return database;
  }

  public String name() {
    return name;
  }

  /** {@code time} first, then in the order in which they were first written. */
  public List<ColumnSchema> columns() {
    return columns;
  }

  /** The column of exactly this name, or null. */
  public @Nullable ColumnSchema find(String columnName) {
    return byName.get(columnName);
  }
}
