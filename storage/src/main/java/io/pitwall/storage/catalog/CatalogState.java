package io.pitwall.storage.catalog;

import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names of the catalog at one moment; immutable. */
public final class CatalogState implements CatalogView {
  static final CatalogState EMPTY = new CatalogState(0, new TreeMap<>(), Map.of());

  private final long version;
  private final NavigableMap<String, NavigableMap<String, TableSchema>> tables;
  private final Map<Integer, TableDefinition> definitions;

  private CatalogState(
      long version,
      NavigableMap<String, NavigableMap<String, TableSchema>> tables,
      Map<Integer, TableDefinition> definitions) {
    this.version = version;
    this.tables = tables;
    this.definitions = definitions;
  }

  static CatalogState of(long version, Map<String, Map<String, TableDefinition>> definitions) {
    NavigableMap<String, NavigableMap<String, TableSchema>> copy = new TreeMap<>();
    Map<Integer, TableDefinition> byId = new HashMap<>();
    for (Map.Entry<String, Map<String, TableDefinition>> database : definitions.entrySet()) {
      NavigableMap<String, TableSchema> tables = new TreeMap<>();
      for (Map.Entry<String, TableDefinition> table : database.getValue().entrySet()) {
        tables.put(table.getKey(), table.getValue().schema());
        byId.put(table.getValue().tableId(), table.getValue());
      }
      copy.put(database.getKey(), tables);
    }
    return new CatalogState(version, copy, byId);
  }

  /**
   * Whether a column of longs may become one of doubles. The answer may be old; the log's thread
   * checks it again.
   */
  public boolean isWidenable(int tableId, int columnId) {
    TableDefinition table = definitions.get(tableId);
    return table == null || table.isWidenable(columnId);
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
