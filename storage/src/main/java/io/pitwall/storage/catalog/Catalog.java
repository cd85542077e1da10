package io.pitwall.storage.catalog;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Gives ids to names and remembers both.
 *
 * <p>The log's thread owns it and calls {@code define…} in log order. Each of these appends its
 * changes to the caller's list, which goes into the same log record as the rows that need them.
 * {@link #apply} takes changes back from the manifest and the log; the same change may come from
 * both.
 */
public final class Catalog {
  private final long partitionWidthNanos;
  private final Map<String, Integer> databaseIds = new HashMap<>();
  private final Map<Integer, String> databaseNames = new HashMap<>();
  private final Map<String, Map<String, TableDefinition>> tables = new HashMap<>();
  private final Map<Integer, TableDefinition> tablesById = new HashMap<>();
  private final AtomicLong series = new AtomicLong();
  private int nextDatabaseId;
  private int nextTableId;
  private long version;
  private boolean changed = true;
  private final List<String> contradictions = new ArrayList<>();
  private volatile CatalogState published = CatalogState.EMPTY;

  /**
   * Makes an empty catalog.
   *
   * @param partitionWidthNanos partition width of tables created from now on
   */
  public Catalog(long partitionWidthNanos) {
    this.partitionWidthNanos = partitionWidthNanos;
  }

  /** The names that were published last; any thread. */
  public CatalogState published() {
    return published;
  }

  /** Makes all changes so far visible to {@link #published}. */
  public CatalogState publish() {
    if (changed) {
      published = CatalogState.of(++version, tables, series::get);
      changed = false;
    }
    return published;
  }

  /** All names, the unpublished ones included. */
  public CatalogState peek() {
    return CatalogState.of(version, tables, series::get);
  }

  /** Number of databases, unpublished ones included; for the log's thread. */
  public int databaseCount() {
    return databaseIds.size();
  }

  /** Number of tables, unpublished ones included; for the log's thread. */
  public int tableCount() {
    return tablesById.size();
  }

  /** Number of series of all tables; any thread. */
  public long seriesCount() {
    return series.get();
  }

  /** Whether there is a database of exactly this name; for the log's thread. */
  public boolean hasDatabase(String database) {
    return databaseIds.containsKey(database);
  }

  /** The table, or null if nobody has written to it. */
  public @Nullable TableDefinition find(String database, String table) {
    Map<String, TableDefinition> ofDatabase = tables.get(database);
    return ofDatabase == null ? null : ofDatabase.get(table);
  }

  /**
   * The table of an id.
   *
   * @throws IllegalStateException if no table has the id
   */
  public TableDefinition table(int tableId) {
    TableDefinition table = tablesById.get(tableId);
    if (table == null) {
      throw new IllegalStateException("no table has the id " + tableId);
    }
    return table;
  }

  /** Never gives this id to a table that is created, since records use it. */
  public void reserveTable(int tableId) {
    nextTableId = Math.max(nextTableId, Math.addExact(tableId, 1));
  }

  /** The table of these names, created if there is none. */
  public TableDefinition defineTable(String database, String name, List<CatalogChange> changes) {
    TableDefinition table = find(database, name);
    if (table != null) {
      return table;
    }
    Integer databaseId = databaseIds.get(database);
    if (databaseId == null) {
      databaseId = nextDatabaseId;
      define(new CatalogChange.DatabaseAdded(databaseId, database), changes);
    }
    int tableId = nextTableId;
    define(new CatalogChange.TableAdded(tableId, databaseId, name, partitionWidthNanos), changes);
    return table(tableId);
  }

  /**
   * The column of this name, created if there is none. A field becomes a tag if {@code kind} is
   * TAG, and a column gets the given type.
   */
  public ColumnSchema defineColumn(
      TableDefinition table,
      String name,
      ColumnKind kind,
      ColumnType type,
      List<CatalogChange> changes) {
    ColumnSchema column = table.column(name);
    if (column == null) {
      int id = table.nextColumnId();
      define(new CatalogChange.ColumnAdded(table.tableId(), id, name, kind, type), changes);
      return new ColumnSchema(id, name, kind, type);
    }
    ColumnKind newKind = column.kind() == ColumnKind.FIELD ? kind : column.kind();
    if (newKind != column.kind() || type != column.type()) {
      define(new CatalogChange.ColumnChanged(table.tableId(), column.id(), newKind, type), changes);
    }
    return new ColumnSchema(column.id(), name, newKind, type);
  }

  /** Remembers that a column contains a long outside ±2^53. */
  public void defineBeyondExact(TableDefinition table, int columnId, List<CatalogChange> changes) {
    if (table.isWidenable(columnId)) {
      define(new CatalogChange.LongsBeyondExact(table.tableId(), columnId), changes);
    }
  }

  /** The id of a series. A new series gets an id, and columns for its tags. */
  public int defineSeries(TableDefinition table, SeriesKey key, List<CatalogChange> changes) {
    int id = table.series().find(key);
    if (id >= 0) {
      return id;
    }
    for (int i = 0; i < key.size(); i++) {
      defineColumn(table, key.tag(i).nameString(), ColumnKind.TAG, ColumnType.STRING, changes);
    }
    id = table.series().nextId();
    define(new CatalogChange.SeriesAdded(table.tableId(), id, key), changes);
    return id;
  }

  private void define(CatalogChange change, List<CatalogChange> changes) {
    apply(change);
    changes.add(change);
  }

  /**
   * Applies a change from disk. One that contradicts earlier ones never keeps a store from opening:
   * a second thing of a name gets another name, so that its rows stay readable; anything else is
   * left out. {@link #contradictions} says so.
   *
   * @return whether it changed anything
   */
  public boolean recover(CatalogChange change) {
    try {
      return apply(change);
    } catch (IllegalStateException e) {
      return setAside(change, String.valueOf(e.getMessage()));
    }
  }

  private boolean setAside(CatalogChange change, String contradiction) {
    CatalogChange renamed = change.renamed();
    try {
      boolean isNew = renamed != null && apply(renamed);
      if (isNew) {
        contradictions.add(contradiction + "; the later one has '~' and its id after its name");
      } else if (renamed == null) {
        contradictions.add(contradiction + "; the definition is left out");
      }
      return isNew;
    } catch (IllegalStateException e) {
      contradictions.add(contradiction + "; the definition is left out");
      return false;
    }
  }

  /** What {@link #recover} could not apply as it is on disk, one sentence each. */
  public List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  /**
   * Applies a change.
   *
   * @return whether it changed anything; the same change may come from the manifest and the log
   * @throws IllegalStateException if it contradicts an earlier change
   */
  public boolean apply(CatalogChange change) {
    boolean isNew =
        switch (change) {
          case CatalogChange.DatabaseAdded added -> addDatabase(added);
          case CatalogChange.TableAdded added -> addTable(added);
          case CatalogChange.ColumnAdded added ->
              table(added.tableId())
                  .addColumn(added.columnId(), added.name(), added.kind(), added.type());
          case CatalogChange.ColumnChanged altered ->
              table(altered.tableId())
                  .changeColumn(altered.columnId(), altered.kind(), altered.type());
          case CatalogChange.LongsBeyondExact beyond ->
              table(beyond.tableId()).markBeyondExact(beyond.columnId());
          case CatalogChange.SeriesAdded added -> addSeries(added);
        };
    changed |= isNew && !(change instanceof CatalogChange.SeriesAdded); // no view shows series
    return isNew;
  }

  private boolean addSeries(CatalogChange.SeriesAdded added) {
    boolean isNew = table(added.tableId()).series().add(added.seriesId(), added.key());
    if (isNew) {
      series.incrementAndGet();
    }
    return isNew;
  }

  private boolean addDatabase(CatalogChange.DatabaseAdded added) {
    if (databaseNames.containsKey(added.databaseId())) {
      return false;
    }
    Integer known = databaseIds.get(added.name());
    if (known != null) {
      throw twoIds("database " + added.name(), known, added.databaseId());
    }
    databaseNames.put(added.databaseId(), added.name());
    databaseIds.put(added.name(), added.databaseId());
    nextDatabaseId = Math.max(nextDatabaseId, added.databaseId() + 1);
    return true;
  }

  private boolean addTable(CatalogChange.TableAdded added) {
    if (tablesById.containsKey(added.tableId())) {
      return false;
    }
    String database = databaseNames.get(added.databaseId());
    if (database == null) {
      throw new IllegalStateException(
          "table " + added.name() + " belongs to the unknown database " + added.databaseId());
    }
    TableDefinition known = find(database, added.name());
    if (known != null) {
      throw twoIds(
          "table " + added.name() + " of database " + database, known.tableId(), added.tableId());
    }
    TableDefinition table =
        new TableDefinition(
            TableSchema.empty(added.tableId(), database, added.name()),
            added.partitionWidthNanos());
    tablesById.put(added.tableId(), table);
    nextTableId = Math.max(nextTableId, added.tableId() + 1);
    tables.computeIfAbsent(database, name -> new HashMap<>()).put(added.name(), table);
    return true;
  }

  private static IllegalStateException twoIds(String what, int first, int second) {
    return new IllegalStateException(what + " has two ids, " + first + " and " + second);
  }
}
