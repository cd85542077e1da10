package io.pitwall.storage.read;

/** Where queries take their snapshots; the store, or rows in memory in a test. */
public interface SnapshotSource {
  /** The store as it is now, to be closed by the caller. */
  Snapshot snapshot();
}
