package io.pitwall.storage.record;

import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.catalog.CatalogState;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.limit.StoreLimits;
import io.pitwall.storage.options.CatalogLimits;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that one batch would add to the catalog, counted against its limits: databases, tables,
 * columns (of fields and tags together) and series. Names that are there already are never refused,
 * however full a table or the store is.
 *
 * <p>A batch whose names all fit, which is nearly every batch, costs one look-up per name. Else its
 * rows are asked one by one, in their order: each either gets all its new names or none.
 */
final class NewNames {
  private final CatalogState known;
  private final CatalogLimits limits;
  private final String database;
  private int tables;
  private long series;

  NewNames(CatalogState known, CatalogLimits limits, String database) {
    this.known = known;
    this.limits = limits;
    this.database = database;
  }

  /** Refuses the rows whose new names do not fit; counts the names of the others. */
  void admit(TableBatch table, @Nullable TableSchema schema, RowRefusals refused) {
    if (schema == null) {
      String reason = refusalOfTable(table.name());
      if (reason != null) {
        refused.addAll(reason);
        return;
      }
    }
    int columns = schema == null ? 0 : schema.columns().size() - 1; // time does not count
    int roomForColumns = Math.max(0, limits.maxColumnsPerTable() - columns);
    long roomForSeries = Math.max(0, limits.maxSeries() - known.seriesCount() - series);
    int keys = table.seriesKeys().size();
    if (keys <= roomForSeries && countColumns(table, schema, roomForColumns) <= roomForColumns) {
      series += keys; // some may be known, so this is at least how many are added
    } else {
      OfTable names = new OfTable(table, schema, roomForColumns, roomForSeries);
      for (int row = 0; row < table.rows(); row++) {
        String reason = refused.isRefused(row) ? null : names.admit(row);
        if (reason != null) {
          refused.add(row, reason);
        }
      }
      series += names.series;
    }
    tables += schema == null && !refused.areAllRefused() ? 1 : 0;
  }

  private @Nullable String refusalOfTable(String table) {
    if (tables == 0
        && !known.hasDatabase(database)
        && known.databaseCount() >= limits.maxDatabases()) {
      return tooMany(known.databaseCount(), "databases", "database " + database)
          + StoreLimits.MAX_DATABASES.clause();
    }
    if (known.tableCount() + tables >= limits.maxTables()) {
      return tooMany(known.tableCount() + tables, "tables", "table " + table)
          + StoreLimits.MAX_TABLES.clause();
    }
    return null;
  }

  private static String tooMany(long count, String what, String refused) {
    return "the store has " + count + ' ' + what + " and can't get the new " + refused + ' ';
  }

  /** The number of new columns; may stop counting above {@code enough}. */
  private static int countColumns(TableBatch table, @Nullable TableSchema schema, int enough) {
    int count = 0;
    for (BatchColumn column : table.columns()) {
      count += isKnown(schema, column.name()) ? 0 : 1;
    }
    Set<String> tags = new HashSet<>();
    SeriesKey before = SeriesKey.NONE;
    for (SeriesKey key : table.seriesKeys()) {
      for (int i = 0; i < key.size() && count + tags.size() <= enough; i++) {
        if (!key.hasNameOf(before, i)) {
          String name = key.tag(i).nameString();
          if (!isKnown(schema, name) && table.find(name) == null) {
            tags.add(name);
          }
        }
      }
      before = key;
    }
    return count + tags.size();
  }

  private static boolean isKnown(@Nullable TableSchema schema, String column) {
    return schema != null && schema.find(column) != null;
  }

  /** The new names of one table, row by row. */
  private final class OfTable {
    private final TableBatch table;
    private final @Nullable TableSchema schema;
    private final int roomForColumns;
    private final long roomForSeries;
    private final List<BatchColumn> newFields = new ArrayList<>();
    private final Set<String> columns = new HashSet<>();

    /** Codes of the batch's series whose tags all have columns. */
    private final BitSet admitted = new BitSet();

    private int series;

    OfTable(
        TableBatch table, @Nullable TableSchema schema, int roomForColumns, long roomForSeries) {
      this.table = table;
      this.schema = schema;
      this.roomForColumns = roomForColumns;
      this.roomForSeries = roomForSeries;
      for (BatchColumn column : table.columns()) {
        if (!isKnown(schema, column.name())) {
          newFields.add(column);
        }
      }
    }

    /** Takes a row's new names, or returns why they do not fit. */
    @Nullable String admit(int row) {
      int code = table.rowSeries()[row];
      if (newFields.isEmpty() && admitted.get(code)) {
        return null; // nearly every row of a store that has all the series it may have
      }
      SeriesKey key = admitted.get(code) ? SeriesKey.NONE : table.seriesKeys().get(code);
      boolean isNewSeries = !admitted.get(code) && !hasSeries(key);
      if (isNewSeries && series >= roomForSeries) {
        return "the store has "
            + (known.seriesCount() + NewNames.this.series + series)
            + " series and can't get another one in table "
            + table.name()
            + ' '
            + StoreLimits.MAX_SERIES.clause();
      }
      Set<String> added = newColumns(row, key);
      if (columns.size() + added.size() > roomForColumns) {
        return TableBatch.tooManyColumns(
            table.name(), limits.maxColumnsPerTable(), added.iterator().next());
      }
      columns.addAll(added);
      admitted.set(code);
      series += isNewSeries ? 1 : 0;
      return null;
    }

    private boolean hasSeries(SeriesKey key) {
      return schema != null && known.hasSeries(schema.tableId(), key);
    }

    /** The columns that the row would add, in the order of its fields and tags. */
    private Set<String> newColumns(int row, SeriesKey key) {
      Set<String> added = new LinkedHashSet<>();
      for (BatchColumn column : newFields) {
        if (!column.isNull(row) && !columns.contains(column.name())) {
          added.add(column.name());
        }
      }
      for (int i = 0; i < key.size(); i++) {
        String name = key.tag(i).nameString();
        if (!isKnown(schema, name) && !columns.contains(name)) {
          added.add(name);
        }
      }
      return added;
    }
  }
}
