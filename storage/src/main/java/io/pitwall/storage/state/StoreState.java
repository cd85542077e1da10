package io.pitwall.storage.state;

import io.pitwall.storage.catalog.CatalogState;
import io.pitwall.storage.head.HeadView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is visible at one log position; immutable. Tables are indexed by their id. */
public final class StoreState {
  private final long lsn;
  private final CatalogState catalog;
  private final TableState[] tables;
  private final SegmentTotals segments;

  private StoreState(long lsn, CatalogState catalog, TableState[] tables, SegmentTotals segments) {
    this.lsn = lsn;
    this.catalog = catalog;
    this.tables = tables;
    this.segments = segments;
  }

  /** A state of these tables; those without an entry are empty. */
  public static StoreState of(long lsn, CatalogState catalog, Map<Integer, TableState> tables) {
    TableState[] empty = new TableState[0];
    int count = tables.keySet().stream().mapToInt(id -> id + 1).max().orElse(0);
    TableState[] all = grown(empty, count);
    tables.forEach((id, table) -> all[id] = table);
    SegmentTotals segments = SegmentTotals.NONE;
    for (TableState table : tables.values()) {
      segments = segments.plus(table.segments());
    }
    return new StoreState(lsn, catalog, all, segments);
  }

  private static TableState[] grown(TableState[] tables, int count) {
    TableState[] copy = Arrays.copyOf(tables, Math.max(count, tables.length));
    Arrays.fill(copy, tables.length, copy.length, TableState.EMPTY);
    return copy;
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
    return tableId < tables.length ? tables[tableId] : TableState.EMPTY;
  }

  /** Sums over the segments of all tables. */
  public SegmentTotals segments() {
    return segments;
  }

  /** One more than the highest id of a table with rows. */
  public int tableCount() {
    return tables.length;
  }

  /**
   * The log position of the first row that is not sealed.
   *
   * @param leftOut rows that count as sealed, or null
   */
  public long firstUnsealedLsnWithout(@Nullable HeadView leftOut) {
    long first = lsn + 1;
    for (TableState table : tables) {
      first = Math.min(first, table.firstUnsealedLsnWithout(leftOut));
    }
    return first;
  }

  /** This state with the rows of a group of records added. */
  StoreState with(AppendedRows rows) {
    int count = tables.length;
    for (HeadView view : rows.active()) {
      count = Math.max(count, view.tableId() + 1);
    }
    for (HeadView view : rows.frozen()) {
      count = Math.max(count, view.tableId() + 1);
    }
    TableState[] all = grown(tables, count);
    List<HeadView> frozen = rows.frozen();
    for (HeadView view : frozen) {
      all[view.tableId()] = all[view.tableId()].withActiveFrozen(view);
    }
    for (HeadView view : rows.active()) {
      all[view.tableId()] = all[view.tableId()].withActive(view);
    }
    return new StoreState(rows.lsn(), rows.catalog(), all, segments);
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
    TableState[] all = grown(tables, tableId + 1);
    all[tableId] = table;
    return new StoreState(lsn, catalog, all, totals);
  }
}
