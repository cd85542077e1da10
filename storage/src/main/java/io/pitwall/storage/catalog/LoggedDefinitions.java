package io.pitwall.storage.catalog;

import io.pitwall.storage.runtime.WakeUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Catalog changes that are durable in the log but not yet in the manifest, in log order. The log's
 * thread adds them; one thread at a time moves them into the manifest.
 */
public final class LoggedDefinitions {
  private final WakeUp wakeUp;
  private final Queue<CatalogChange> added = new ConcurrentLinkedQueue<>();
  private final List<CatalogChange> pending = new ArrayList<>();

  /**
   * A change taken from {@link #added} is not published yet; written under the publication's lock.
   */
  private volatile boolean isPending;

  /**
   * Begins without changes.
   *
   * @param wakeUp of the agent that publishes changes if nobody else does
   */
  public LoggedDefinitions(WakeUp wakeUp) {
    this.wakeUp = wakeUp;
  }

  /** Adds a change that the log holds durably. */
  public void add(CatalogChange change) {
    addAll(List.of(change));
  }

  /** Adds changes that the log holds durably. */
  public void addAll(List<CatalogChange> changes) {
    if (!changes.isEmpty()) {
      added.addAll(changes);
      wakeUp.wake();
    }
  }

  /** Whether the manifest has all changes; any thread, which may be told a moment too late. */
  public boolean isEmpty() {
    return added.isEmpty() && !isPending;
  }

  /** All changes that are not in the manifest yet; the same ones again until {@link #published}. */
  public List<CatalogChange> pending() {
    for (CatalogChange change = added.poll(); change != null; change = added.poll()) {
      pending.add(change);
      isPending = true;
    }
    return List.copyOf(pending);
  }

  /** The changes that {@link #pending} returned last are in the manifest now. */
  public void published() {
    pending.clear();
    isPending = false;
  }
}
