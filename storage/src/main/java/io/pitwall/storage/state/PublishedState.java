package io.pitwall.storage.state;

import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.read.Snapshot;
import java.util.IdentityHashMap;

/**
 * Holds the current {@link StoreState}, the one place that decides what is visible, and hands out
 * snapshots of it.
 *
 * <p>The log's thread adds rows and freezes them; publications replace rows by segments. Each
 * change makes a new state under the lock of this object and swaps it in with one volatile write,
 * so that readers see each change whole. Taking and closing a snapshot holds one lock for a moment;
 * reading holds none.
 */
public final class PublishedState {
  private final OpenSnapshots snapshots;

  /** The epoch of snapshots in which the rows of each generation of the state became visible. */
  private final IdentityHashMap<HeadGeneration, Long> firstEpochs = new IdentityHashMap<>();

  private volatile StoreState current;

  /**
   * Begins with what the manifest knows.
   *
   * @param maxPinnedBytes memory of sealed rows that snapshots may keep; past it the owners of the
   *     oldest ones are asked to close them
   */
  public PublishedState(StoreState recovered, long maxPinnedBytes) {
    current = recovered;
    snapshots = new OpenSnapshots(maxPinnedBytes);
  }

  /** What is visible now; not pinned. */
  public StoreState current() {
    return current;
  }

  /** What is visible now, readable until the snapshot is closed. */
  public Snapshot snapshot() {
    synchronized (snapshots) { // so that what is born in a later epoch is not seen
      return new StoreSnapshot(current, snapshots);
    }
  }

  /** Memory of sealed rows that open snapshots keep. */
  public long pinnedBytes() {
    return snapshots.pinnedBytes();
  }

  /** Makes the rows of a group of records, and the names that came with them, visible at once. */
  public synchronized void publish(AppendedRows rows) {
    rows.frozen().forEach(this::sawFirst);
    rows.active().forEach(this::sawFirst);
    current = current.with(rows);
  }

  private void sawFirst(HeadView view) {
    firstEpochs.putIfAbsent(view.generation(), snapshots.epoch());
  }

  /** A table's active rows wait to be sealed from now on; the same rows stay visible. */
  public synchronized void freeze(HeadView view) {
    current = current.withFrozen(view);
  }

  /**
   * Swaps segments in for what they replace.
   *
   * @param release called once no snapshot can read what was replaced: at once, or by the thread
   *     that closes the last such snapshot
   */
  public void replace(TableReplacement replacement, Runnable release) {
    ReplacedData replaced;
    synchronized (this) {
      current = current.with(replacement);
      replaced = replaced(replacement, release);
    }
    snapshots.replaced(replaced);
  }

  /** Segments are counted as visible since the first epoch: they take no memory. */
  private ReplacedData replaced(TableReplacement replacement, Runnable release) {
    HeadView rows = replacement.sealedRows();
    if (rows == null) {
      return new ReplacedData(0, 0, release);
    }
    Long born = firstEpochs.remove(rows.generation());
    long firstEpoch = born == null || !replacement.dropped().isEmpty() ? 0 : born;
    return new ReplacedData(firstEpoch, rows.generation().sizeBytes(), release);
  }
}
