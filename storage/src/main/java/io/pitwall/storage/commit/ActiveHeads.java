package io.pitwall.storage.commit;

import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.head.HeadArrays;
import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.state.AppendedRows;
import io.pitwall.storage.state.PublishedState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The generations that are being filled, at most one per table. Appended rows are invisible until
 * {@link #publish} makes them visible together. Owned by the log's thread, and by the thread that
 * opens the store until that one starts.
 */
public final class ActiveHeads {
  private final Catalog catalog;
  private final HeadArrays arrays;
  private final HeadAccount account;
  private final PublishedState published;
  private @Nullable HeadGeneration[] active = new HeadGeneration[16];

  /** The generations that got rows since the last publication, by table. */
  private final Map<Integer, HeadGeneration> grown = new LinkedHashMap<>();

  /** Those that publications made visible since {@link #takePublished}, by table. */
  private final Map<Integer, HeadGeneration> grownPublished = new LinkedHashMap<>();

  /** Generations that ended since the last publication and contain unpublished rows. */
  private final List<HeadView> ended = new ArrayList<>();

  /** Rows of each table's last frozen generation: how many the next one is likely to get. */
  private final Map<Integer, Long> lastRows = new HashMap<>();

  /**
   * Makes heads without rows.
   *
   * @param arrays memory of the rows
   * @param account counts the rows that are appended
   * @param published gets them
   */
  public ActiveHeads(
      Catalog catalog, HeadArrays arrays, HeadAccount account, PublishedState published) {
    this.catalog = catalog;
    this.account = account;
    this.published = published;
    this.arrays = arrays;
  }

  /**
   * Appends the rows of one table of one record.
   *
   * @param nowNanos monotonic time at which a new generation begins to age
   * @return the generation that got them
   */
  public HeadGeneration append(RowRun run, long lsn, long nowNanos) {
    int tableId = run.tableId();
    HeadGeneration generation = generation(tableId);
    if (generation != null && !generation.accepts(run)) {
      // A widened column begins a new generation in the middle of a group. The rows of the old one,
      // those of this group included, become visible only with the group itself.
      ended.add(end(generation));
      grown.remove(tableId); // an append that fails below must not publish it a second time
      generation = null;
    }
    if (generation == null) {
      generation =
          new HeadGeneration(
              catalog.table(tableId), arrays, lastRows.getOrDefault(tableId, 0L), nowNanos);
      active[tableId] = generation;
    }
    long bytesBefore = generation.sizeBytes();
    generation.append(run, lsn);
    account.appended(run.rows(), generation.sizeBytes() - bytesBefore);
    grown.put(tableId, generation);
    return generation;
  }

  private @Nullable HeadGeneration generation(int tableId) {
    if (tableId >= active.length) {
      active = Arrays.copyOf(active, Math.max(tableId + 1, active.length * 2));
    }
    return active[tableId];
  }

  private HeadView end(HeadGeneration generation) {
    int tableId = generation.table().tableId();
    active[tableId] = null;
    grownPublished.remove(tableId);
    lastRows.put(tableId, generation.rows());
    return generation.view();
  }

  /** Whether {@link #publish} would return generations to be sealed. */
  public boolean hasEndedGenerations() {
    return !ended.isEmpty();
  }

  /**
   * Makes all rows appended so far, and the names that came with them, visible at once.
   *
   * @param lsn the last record
   * @return generations that ended meanwhile, to be sealed
   */
  public List<HeadView> publish(long lsn) {
    List<HeadView> frozen = List.copyOf(ended);
    List<HeadView> growing = new ArrayList<>(grown.size());
    for (HeadGeneration generation : grown.values()) {
      growing.add(generation.view());
    }
    published.publish(new AppendedRows(lsn, catalog.publish(), frozen, growing));
    ended.clear();
    grownPublished.putAll(grown);
    grown.clear();
    return frozen;
  }

  /**
   * Freezes a table's rows, all of which are published; later rows begin a new generation.
   *
   * @return the frozen rows, to be sealed
   */
  public HeadView freeze(HeadGeneration generation) {
    HeadView view = end(generation);
    published.freeze(view);
    return view;
  }

  /** Memory of all unsealed rows, those that wait to be sealed included. */
  long totalBytes() {
    return account.bytes();
  }

  /** The generations that are being filled and got visible rows since the last call. */
  public List<HeadGeneration> takePublished() {
    List<HeadGeneration> taken = List.copyOf(grownPublished.values());
    grownPublished.clear();
    return taken;
  }

  /** All generations that are being filled. */
  public List<HeadGeneration> generations() {
    List<HeadGeneration> generations = new ArrayList<>();
    for (HeadGeneration generation : active) {
      if (generation != null) {
        generations.add(generation);
      }
    }
    return generations;
  }
}
