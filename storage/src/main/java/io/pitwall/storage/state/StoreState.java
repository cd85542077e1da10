package io.pitwall.storage.state;

import io.pitwall.storage.catalog.CatalogState;
import io.pitwall.storage.head.HeadView;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is visible at one log position; immutable. Tables are indexed by their id. */
public final class StoreState {
  private final long lsn;
  private final CatalogState catalog;
  private final TableStates tables;
  private final SegmentTotals segments;

  private StoreState(long lsn, CatalogState catalog, TableStates tables, SegmentTotals segments) {
    this.lsn = lsn;
    this.catalog = catalog;
    this.tables = tables;
    this.segments = segments;
  }

  /** A state of these tables; those without an entry are empty. */
  public static StoreState of(long lsn, CatalogState catalog, Map<Integer, TableState> tables) {
    SegmentTotals segments = SegmentTotals.NONE;
    for (TableState table : tables.values()) {
      segments = segments.plus(table.segments());
    }
    return new StoreState(lsn, catalog, TableStates.NONE.with(tables), segments);
  }

  /** The last log record whose rows are visible. */
  public long lsn() {
    return lsn;
  }

  /** The names that are visible. */
  public CatalogState catalog() {
    return catalog;
  }

  /** The rows of a table; empty if it has none. */
  public TableState table(int tableId) {
    return tables.get(tableId);
  }

  /** Sums over the segments of all tables. */
  public SegmentTotals segments() {
    return segments;
  }

  /** Tables with rows have ids below this. */
  public int tableCount() {
    return tables.capacity();
  }

  /**
   * The log position of the first row that is not sealed.
   *
   * @param leftOut rows that count as sealed, or null
   */
  public long firstUnsealedLsnWithout(@Nullable HeadView leftOut) {
    long first = lsn + 1;
    for (int tableId = 0; tableId < tables.capacity(); tableId++) {
      first = Math.min(first, tables.get(tableId).firstUnsealedLsnWithout(leftOut));
    }
    return first;
  }

  /** This state with the rows of a group of records added. */
  StoreState with(AppendedRows rows) {
    Map<Integer, TableState> changed = new HashMap<>();
    for (HeadView view : rows.frozen()) {
      int tableId = view.tableId();
      changed.put(tableId, changed.getOrDefault(tableId, table(tableId)).withActiveFrozen(view));
    }
    for (HeadView view : rows.active()) {
      int tableId = view.tableId();
      changed.put(tableId, changed.getOrDefault(tableId, table(tableId)).withActive(view));
    }
    return new StoreState(rows.lsn(), rows.catalog(), tables.with(changed), segments);
  }

  /** This state with a table's active rows frozen. */
  StoreState withFrozen(HeadView view) {
    return with(view.tableId(), table(view.tableId()).withActiveFrozen(view), segments);
  }

  /** This state with segments in the place of other rows. */
  StoreState with(TableReplacement replacement) {
    return with(
        replacement.tableId(),
        table(replacement.tableId()).with(replacement),
        segments.minus(replacement.dropped()).plus(replacement.added()));
  }

  private StoreState with(int tableId, TableState table, SegmentTotals totals) {
    return new StoreState(lsn, catalog, tables.with(Map.of(tableId, table)), totals);
  }
}
