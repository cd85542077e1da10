package io.pitwall.storage.record;

import io.pitwall.storage.batch.Refusal;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.catalog.TableDefinition;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.options.CatalogLimits;
import io.pitwall.storage.schema.ColumnSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A batch encoded for the log, without the ids, which only the log's thread gives. {@link
 * BatchEncoder} makes it; it does not change after that.
 */
public final class PreparedBatch {
  private final WriteBatch source;
  private final List<PreparedTable> tables;
  private final ByteSink sections;
  private final List<Refusal> refusals;
  private final long recordBytesAtMost;

  PreparedBatch(
      WriteBatch source, List<PreparedTable> tables, ByteSink sections, List<Refusal> refusals) {
    this.source = source;
    this.tables = tables;
    this.sections = sections;
    this.refusals = refusals;
    recordBytesAtMost = RecordBound.of(source.database(), tables, sections.size());
  }

  public WriteBatch source() {
    return source;
  }

  List<PreparedTable> tables() {
    return tables;
  }

  ByteSink sections() {
    return sections;
  }

  /** Rows that the catalog does not allow, by line. */
  public List<Refusal> refusals() {
    return refusals;
  }

  /** Rows that are left to store. */
  public long rows() {
    long rows = 0;
    for (PreparedTable table : tables) {
      rows += table.rows();
    }
    return rows;
  }

  /** Encoded bytes, about what the log record will take. */
  public int sizeBytes() {
    return sections.size();
  }

  /** Bytes that the payload of its record can take at most, the definitions of names included. */
  public long recordBytesAtMost() {
    return recordBytesAtMost;
  }

  /**
   * Whether it can be written as it is: the types it was encoded with are still the catalog's, or
   * can be reached by widening alone, and its new names are within the limits. If not, it is to be
   * prepared again. For the log's thread.
   */
  public boolean fits(Catalog catalog, CatalogLimits limits) {
    boolean isNewDatabase = !catalog.hasDatabase(source.database());
    int newTables = 0;
    long newSeries = 0;
    for (PreparedTable table : tables) {
      TableDefinition definition = catalog.find(source.database(), table.name());
      if (definition == null) {
        newTables++; // its columns were counted when it was prepared, all of them as new ones
        newSeries += table.series().size();
        continue;
      }
      int added = fitSeries(table, definition, limits);
      if (added < 0) {
        return false;
      }
      newSeries += added;
    }
    return isWithin(
            newTables == 0 || !isNewDatabase ? 0 : 1,
            catalog.databaseCount(),
            limits.maxDatabases())
        && isWithin(newTables, catalog.tableCount(), limits.maxTables())
        && isWithin(newSeries, catalog.seriesCount(), limits.maxSeries());
  }

  private static boolean isWithin(long added, long count, long limit) {
    return added == 0 || count + added <= limit;
  }

  /** The number of new series, or −1 if the table does not fit. */
  private static int fitSeries(
      PreparedTable table, TableDefinition definition, CatalogLimits limits) {
    Set<String> newColumns = new HashSet<>();
    for (PreparedColumn column : table.columns()) {
      ColumnSchema known = definition.column(column.name());
      if (known == null) {
        newColumns.add(column.name());
      } else if (known.type() != column.type() && !widens(known, column, definition)) {
        return -1;
      }
    }
    int newSeries = 0;
    SeriesKey before = SeriesKey.NONE;
    for (SeriesKey key : table.series()) {
      if (definition.series().find(key) >= 0) {
        continue; // its tags have columns of strings
      }
      newSeries++;
      for (int i = 0; i < key.size(); i++) {
        if (key.hasNameOf(before, i)) {
          continue;
        }
        String name = key.tag(i).nameString();
        ColumnSchema known = definition.column(name);
        if (known == null) {
          newColumns.add(name);
        } else if (known.type() != ColumnType.STRING) {
          return -1;
        }
      }
      before = key;
    }
    int columns = definition.columnCount() - 1; // time does not count
    return isWithin(newColumns.size(), columns, limits.maxColumnsPerTable()) ? newSeries : -1;
  }

  private static boolean widens(
      ColumnSchema known, PreparedColumn column, TableDefinition definition) {
    return known.type() == ColumnType.LONG
        && column.type() == ColumnType.DOUBLE
        && definition.isWidenable(known.id());
  }
}
