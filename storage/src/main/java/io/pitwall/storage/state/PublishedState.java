package io.pitwall.storage.state;

import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.read.Snapshot;

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
  private final OpenSnapshots snapshots = new OpenSnapshots();
  private volatile StoreState current;

  /** Begins with what the manifest knows. */
  public PublishedState(StoreState recovered) {
    current = recovered;
  }

  /** What is visible now; not pinned. */
  public StoreState current() {
    return current;
  }

  /** What is visible now, readable until the snapshot is closed. */
  public Snapshot snapshot() {
    long opened = snapshots.open();
    return new StoreSnapshot(current, () -> snapshots.close(opened));
  }

  /** Makes the rows of a group of records, and the names that came with them, visible at once. */
  public synchronized void publish(AppendedRows rows) {
    current = current.with(rows);
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
    synchronized (this) {
      current = current.with(replacement);
    }
    snapshots.replaced(release);
  }
}
