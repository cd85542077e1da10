package io.pitwall.server.http;

import io.pitwall.storage.WriteCompletion;
import io.pitwall.storage.catalog.CatalogView;
import io.pitwall.storage.column.WriteBatch;

/** Where batches go; the store, or a fake in a test. Safe for all threads. */
public interface WriteTarget {
  /** The names that are known now. */
  CatalogView catalog();

  /** Stores a batch and tells the completion; must not block. */
  void write(WriteBatch batch, WriteCompletion completion);

  /** Whether writers should pause. */
  boolean isCongested();
}
