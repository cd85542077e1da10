package io.pitwall.storage.read;

import io.pitwall.storage.schema.CatalogView;
import org.jspecify.annotations.Nullable;

/**
 * The store at one log position: every batch that was acknowledged before, and no batch in part.
 * Keeps what it reads in memory and on disk until closed; writers never wait for it.
 */
public interface Snapshot extends AutoCloseable {
  /** The log position: all records up to it are visible. */
  long lsn();

  CatalogView catalog();

  /** The table of exactly these names, or null. */
  @Nullable TableSnapshot table(String database, String table);

  /**
   * Sets how the snapshot's owner is asked to close it soon, because snapshots keep more memory of
   * rows that are sealed meanwhile than they may (limit max-pinned-bytes) and this one is among the
   * oldest. It stays readable until closed.
   *
   * @param action called at most once, by any thread, at once if it is due already; must not block
   */
  void onEviction(Runnable action);

  /** Frees the segments and head rows; a second call does nothing. */
  @Override
  void close();
}
