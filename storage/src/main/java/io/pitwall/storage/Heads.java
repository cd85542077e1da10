package io.pitwall.storage;

import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.catalog.CatalogState;
import io.pitwall.storage.head.HeadArrays;
import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.segment.SegmentFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unsealed rows of all tables, and the state that snapshots are taken of.
 *
 * <p>The log's thread appends rows, which nobody sees, and then publishes them together. It also
 * freezes a table's rows for sealing. The sealing thread swaps frozen rows for segments. The two
 * meet in {@link #state}, which each replaces whole under the lock of this object.
 */
final class Heads {
  private final Catalog catalog;
  private final HeadArrays arrays;
  private final OpenSnapshots snapshots = new OpenSnapshots();
  private @Nullable HeadGeneration[] active = new HeadGeneration[16];
  private final Set<Integer> touched = new LinkedHashSet<>();
  private final List<HeadView> pendingFreezes = new ArrayList<>();
  private final Map<Integer, Long> lastRows = new HashMap<>();
  private volatile StoreState state = StoreState.EMPTY;
  private volatile long headBytes;
  private volatile long headRows;
  private long activeBytes;
  private long activeRows;
  private long frozenBytes;
  private long frozenRows;

  /**
   * @param maxRetainedBytes of memory of sealed rows that is kept for new ones
   */
  Heads(Catalog catalog, long maxRetainedBytes) {
    this.catalog = catalog;
    arrays = new HeadArrays(maxRetainedBytes);
  }

  StoreState state() {
    return state;
  }

  /** What is published now, pinned until the snapshot is closed. */
  Snapshot snapshot() {
    long opened = snapshots.open();
    return new StoreSnapshot(state, () -> snapshots.close(opened));
  }

  /** Memory of all unsealed rows. */
  long headBytes() {
    return headBytes;
  }

  long headRows() {
    return headRows;
  }

  /** Memory of the rows that are not frozen; for the log's thread. */
  long activeBytes() {
    return activeBytes;
  }

  /** Appends the rows of one table of one record, invisible until {@link #publish}. */
  void append(RowRun run, long lsn, long nowNanos, List<HeadView> frozenByWidening) {
    HeadGeneration generation = activeOf(run.tableId());
    if (generation != null && !generation.accepts(run)) {
      frozenByWidening.add(freezeUnpublished(run.tableId(), generation));
      generation = null;
    }
    if (generation == null) {
      generation =
          new HeadGeneration(
              catalog.table(run.tableId()),
              arrays,
              lastRows.getOrDefault(run.tableId(), 0L),
              nowNanos);
      active[run.tableId()] = generation;
    }
    long before = generation.sizeBytes();
    generation.append(run, lsn);
    activeBytes += generation.sizeBytes() - before;
    activeRows += run.rows();
    touched.add(run.tableId());
  }

  private @Nullable HeadGeneration activeOf(int tableId) {
    if (tableId >= active.length) {
      active = Arrays.copyOf(active, Math.max(tableId + 1, active.length * 2));
    }
    return active[tableId];
  }

  /**
   * A widened column begins a new generation in the middle of a group. The old one's rows, those of
   * this group included, join the waiting ones in the state; that state is published only with the
   * group itself, so no row shows early.
   */
  private HeadView freezeUnpublished(int tableId, HeadGeneration generation) {
    HeadView view = generation.view();
    active[tableId] = null;
    account(generation);
    pendingFreezes.add(view);
    return view;
  }

  private void account(HeadGeneration frozen) {
    lastRows.put(frozen.table().tableId(), frozen.rows());
    activeBytes -= frozen.sizeBytes();
    activeRows -= frozen.rows();
    synchronized (this) {
      frozenBytes += frozen.sizeBytes();
      frozenRows += frozen.rows();
    }
  }

  /** Makes all rows appended so far, and the names that came with them, visible at once. */
  void publish(long lsn) {
    CatalogState names = catalog.publish();
    synchronized (this) {
      int tableCount = state.tableCount();
      for (int tableId : touched) {
        tableCount = Math.max(tableCount, tableId + 1);
      }
      TableState[] tables = state.copyTables(tableCount);
      for (HeadView view : pendingFreezes) {
        int tableId = view.generation().table().tableId();
        tables[tableId] = tables[tableId].withActiveFrozen(view);
      }
      for (int tableId : touched) {
        HeadGeneration generation = active[tableId];
        tables[tableId] = tables[tableId].withActive(generation == null ? null : generation.view());
      }
      state = new StoreState(lsn, names, tables);
      headBytes = activeBytes + frozenBytes;
      headRows = activeRows + frozenRows;
    }
    pendingFreezes.clear();
    touched.clear();
  }

  /** Freezes a table's published rows; later rows begin a new generation. */
  HeadView freeze(HeadGeneration generation) {
    int tableId = generation.table().tableId();
    HeadView view = generation.view();
    active[tableId] = null;
    account(generation);
    synchronized (this) {
      TableState[] tables = state.copyTables(0);
      tables[tableId] = tables[tableId].withActiveFrozen(view);
      state = new StoreState(state.lsn(), state.catalog(), tables);
    }
    return view;
  }

  /** Generations with rows that are not frozen; for the log's thread. */
  List<HeadGeneration> activeGenerations() {
    List<HeadGeneration> generations = new ArrayList<>();
    for (HeadGeneration generation : active) {
      if (generation != null) {
        generations.add(generation);
      }
    }
    return generations;
  }

  @Nullable HeadGeneration activeGeneration(int tableId) {
    return tableId < active.length ? active[tableId] : null;
  }

  /** Adds the segments that the manifest knew at the start. */
  void restore(int tableId, List<SegmentFile> segments) {
    synchronized (this) {
      TableState[] tables = state.copyTables(tableId + 1);
      tables[tableId] = new TableState(List.copyOf(segments), List.of(), null);
      state = new StoreState(state.lsn(), catalog.publish(), tables);
    }
  }

  /** Swaps frozen rows for the segments that hold them; for the sealing thread. */
  void sealed(HeadView view, List<SegmentFile> segments) {
    HeadGeneration generation = view.generation();
    int tableId = generation.table().tableId();
    synchronized (this) {
      TableState[] tables = state.copyTables(0);
      tables[tableId] = tables[tableId].withSealed(view, segments);
      state = new StoreState(state.lsn(), state.catalog(), tables);
      frozenBytes -= generation.sizeBytes();
      frozenRows -= generation.rows();
      headBytes = headBytes - generation.sizeBytes();
      headRows = headRows - generation.rows();
    }
    snapshots.replaced(generation::release);
  }

  /** The log position of the first row that is not sealed, but for one generation's. */
  long firstUnsealedLsnWithout(HeadView leftOut) {
    StoreState now = state;
    long first = now.lsn() + 1;
    for (int tableId = 0; tableId < now.tableCount(); tableId++) {
      first = Math.min(first, now.table(tableId).firstUnsealedLsnWithout(leftOut));
    }
    return first;
  }
}
