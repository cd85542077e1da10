package io.pitwall.server.http;

import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.schema.CatalogView;

/** Where batches go; the store, or a fake in a test. Safe for all threads. */
public interface WriteTarget {
  /** The names that are known now. */
  CatalogView catalog();

  /** Stores a batch and tells the completion; must not block. */
  void write(WriteBatch batch, WriteCompletion completion);

  /** Whether writers should pause. */
  boolean isCongested();
}
