package io.pitwall.storage.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Catalog changes that are durable in the log but not yet in the manifest, in log order. The log's
 * thread adds them; one thread at a time moves them into the manifest.
 */
public final class LoggedDefinitions {
  private final Queue<CatalogChange> added = new ConcurrentLinkedQueue<>();
  private final List<CatalogChange> pending = new ArrayList<>();

  /** Adds a change that the log holds durably. */
  public void add(CatalogChange change) {
    added.add(change);
  }

  /** Adds changes that the log holds durably. */
  public void addAll(List<CatalogChange> changes) {
    added.addAll(changes);
  }

  /** All changes that are not in the manifest yet; the same ones again until {@link #published}. */
  public List<CatalogChange> pending() {
    for (CatalogChange change = added.poll(); change != null; change = added.poll()) {
      pending.add(change);
    }
    return List.copyOf(pending);
  }

  /** The changes that {@link #pending} returned last are in the manifest now. */
  public void published() {
    pending.clear();
  }
}
