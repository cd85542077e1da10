package io.pitwall.storage.recovery;

import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.catalog.TableDefinition;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.record.RunColumn;
import io.pitwall.storage.schema.ColumnSchema;
import java.util.function.Consumer;

/**
 * Checks that all ids in replayed rows have names. They have, unless the record that defined one is
 * lost; then the rows can't be applied, and nothing else may ever get the id, or the rows would
 * appear under its name at the next start.
 */
final class KnownNames {
  private final Catalog catalog;
  private final Consumer<CatalogChange> definitions;

  /**
   * Checks against a catalog.
   *
   * @param definitions takes the changes that the rows prove to be lost and tell themselves
   */
  KnownNames(Catalog catalog, Consumer<CatalogChange> definitions) {
    this.catalog = catalog;
    this.definitions = definitions;
  }

  /**
   * Checks the rows of a table, before any row of the record is applied.
   *
   * @throws IllegalStateException if an id has no name
   */
  void require(RowRun run) {
    catalog.reserveTable(run.tableId());
    TableDefinition table = catalog.table(run.tableId());
    for (RunColumn column : run.columns()) {
      table.reserveColumn(column.columnId());
    }
    for (int seriesId : run.seriesIds()) {
      table.series().reserve(seriesId);
    }
    for (RunColumn column : run.columns()) {
      requireColumn(table, column);
    }
    for (int seriesId : run.seriesIds()) {
      requireTags(table, table.series().key(seriesId));
    }
  }

  private void requireColumn(TableDefinition table, RunColumn used) {
    ColumnSchema column = table.column(used.columnId());
    if (column == null) {
      throw new IllegalStateException(
          "table " + table.schema().name() + " has no column " + used.columnId());
    }
    if (used.type() == column.type()
        || used.type() == ColumnType.LONG && column.type() == ColumnType.DOUBLE) {
      return;
    }
    if (used.type() != ColumnType.DOUBLE || column.type() != ColumnType.LONG) {
      throw new IllegalStateException(
          "column %s of table %s is of %s, and not of %s"
              .formatted(column.name(), table.schema().name(), column.type(), used.type()));
    }
    // Its longs became doubles in a record that is lost.
    definitions.accept(
        new CatalogChange.ColumnChanged(
            table.tableId(), column.id(), column.kind(), ColumnType.DOUBLE));
  }

  private static void requireTags(TableDefinition table, SeriesKey key) {
    for (int i = 0; i < key.size(); i++) {
      String tag = key.tag(i).nameString();
      if (table.column(tag) == null) {
        throw new IllegalStateException(
            "table " + table.schema().name() + " has no column for the tag " + tag);
      }
    }
  }
}
