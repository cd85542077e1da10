package io.pitwall.storage.catalog;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import org.jspecify.annotations.Nullable;

/**
 * A change of names, ids or types. A log record contains the changes that its rows need; the
 * manifest keeps all of them. Ids are not negative.
 */
public sealed interface CatalogChange {
  /** The same change with a name that only its id can have; null for one that names nothing. */
  default @Nullable CatalogChange renamed() {
    return switch (this) {
      case DatabaseAdded added ->
          new DatabaseAdded(added.databaseId, unique(added.name, added.databaseId));
      case TableAdded added ->
          new TableAdded(
              added.tableId,
              added.databaseId,
              unique(added.name, added.tableId),
              added.partitionWidthNanos);
      case ColumnAdded added ->
          new ColumnAdded(
              added.tableId,
              added.columnId,
              unique(added.name, added.columnId),
              added.kind,
              added.type);
      case ColumnChanged changed -> null;
      case LongsBeyondExact beyond -> null;
      case SeriesAdded added -> null;
    };
  }

  private static String unique(String name, int id) {
    return name + '~' + id;
  }

  /** A database gets its id and name. */
  record DatabaseAdded(int databaseId, String name) implements CatalogChange {}

  /** A table gets its id and name. */
  record TableAdded(int tableId, int databaseId, String name, long partitionWidthNanos)
      implements CatalogChange {}

  /** A column gets its id and name. */
  record ColumnAdded(int tableId, int columnId, String name, ColumnKind kind, ColumnType type)
      implements CatalogChange {}

  /** A column gets another kind or type. */
  record ColumnChanged(int tableId, int columnId, ColumnKind kind, ColumnType type)
      implements CatalogChange {}

  /** A column contains a long outside ±2^53, so it can never be widened. */
  record LongsBeyondExact(int tableId, int columnId) implements CatalogChange {}

  /** A series gets its id and tags. */
  record SeriesAdded(int tableId, int seriesId, SeriesKey key) implements CatalogChange {}
}
