package io.pitwall.storage.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names at one moment; immutable. */
public interface CatalogView {
  /** A number that grows with every change. */
  long version();

  /** All names of databases, sorted. */
  List<String> databases();

  /** The tables of a database, sorted by name; empty if there is no such database. */
  List<TableSchema> tables(String database);

  /** The table of exactly these names, or null. */
  @Nullable TableSchema find(String database, String table);
}
