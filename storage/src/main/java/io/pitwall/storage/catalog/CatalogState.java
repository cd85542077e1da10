package io.pitwall.storage.catalog;

import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The names of the catalog at one moment; immutable. */
public final class CatalogState implements CatalogView {
  static final CatalogState EMPTY = new CatalogState(0, new TreeMap<>(), Map.of(), () -> 0);

  private final long version;
  private final NavigableMap<String, NavigableMap<String, TableSchema>> tables;
  private final Map<Integer, TableDefinition> definitions;
  private final LongSupplier series;

  private CatalogState(
      long version,
      NavigableMap<String, NavigableMap<String, TableSchema>> tables,
      Map<Integer, TableDefinition> definitions,
      LongSupplier series) {
    this.version = version;
    this.tables = tables;
    this.definitions = definitions;
    this.series = series;
  }

  static CatalogState of(
      long version, Map<String, Map<String, TableDefinition>> definitions, LongSupplier series) {
    NavigableMap<String, NavigableMap<String, TableSchema>> copy = new TreeMap<>();
    Map<Integer, TableDefinition> byId = new HashMap<>();
    for (Map.Entry<String, Map<String, TableDefinition>> database : definitions.entrySet()) {
      NavigableMap<String, TableSchema> tables = new TreeMap<>();
      for (Map.Entry<String, TableDefinition> table : database.getValue().entrySet()) {
        tables.put(table.getKey(), table.getValue().publish());
        byId.put(table.getValue().tableId(), table.getValue());
      }
      copy.put(database.getKey(), tables);
    }
    return new CatalogState(version, copy, byId, series);
  }

  /**
   * Whether a column of longs may become one of doubles. The answer may be old; the log's thread
   * checks it again.
   */
  public boolean isWidenable(int tableId, int columnId) {
    TableDefinition table = definitions.get(tableId);
    return table == null || table.isWidenable(columnId);
  }

  /**
   * Whether a table has a series. The answer may be old; the log's thread checks it again.
   *
   * @param tableId of a table of this state
   */
  public boolean hasSeries(int tableId, SeriesKey key) {
    TableDefinition table = definitions.get(tableId);
    return table != null && table.series().find(key) >= 0;
  }

  /** Number of series of all tables now, those defined since this state included. */
  public long seriesCount() {
    return series.getAsLong();
  }

  /** Number of databases. */
  public int databaseCount() {
    return tables.size();
  }

  /** Number of tables in all databases. */
  public int tableCount() {
    return definitions.size();
  }

  /** Whether there is a database of exactly this name. */
  public boolean hasDatabase(String database) {
    return tables.containsKey(database);
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public List<String> databases() {
    return List.copyOf(tables.keySet());
  }

  @Override
  public List<TableSchema> tables(String database) {
    NavigableMap<String, TableSchema> ofDatabase = tables.get(database);
    return ofDatabase == null ? List.of() : new ArrayList<>(ofDatabase.values());
  }

  @Override
  public @Nullable TableSchema find(String database, String table) {
    NavigableMap<String, TableSchema> ofDatabase = tables.get(database);
    return ofDatabase == null ? null : ofDatabase.get(table);
  }
}
