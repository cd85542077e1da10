package io.pitwall.storage;

import io.pitwall.storage.catalog.CatalogState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All that is visible at one log position; immutable. Tables by their id. */
final class StoreState {
  static final StoreState EMPTY = new StoreState(0, null, new TableState[0]);

  private final long lsn;
  private final @Nullable CatalogState catalog;
  private final TableState[] tables;

  StoreState(long lsn, @Nullable CatalogState catalog, TableState[] tables) {
    this.lsn = lsn;
    this.catalog = catalog;
    this.tables = tables;
  }

  long lsn() {
    return lsn;
  }

  CatalogState catalog() {
    if (catalog == null) {
      throw new IllegalStateException("nothing was published yet");
    }
    return catalog;
  }

  TableState table(int tableId) {
    return tableId < tables.length ? tables[tableId] : TableState.EMPTY;
  }

  int tableCount() {
    return tables.length;
  }

  /** A copy with room for at least this many tables, for a new state to be made of. */
  TableState[] copyTables(int count) {
    TableState[] copy = Arrays.copyOf(tables, Math.max(count, tables.length));
    for (int i = tables.length; i < copy.length; i++) {
      copy[i] = TableState.EMPTY;
    }
    return copy;
  }
}
