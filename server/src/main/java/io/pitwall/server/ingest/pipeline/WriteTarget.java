package io.pitwall.server.ingest.pipeline;

import io.pitwall.storage.Store;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.schema.CatalogView;

/**
 * What the pipeline needs of the store. An interface, so that a test can have a store that is full
 * or has failed. Safe for all threads.
 */
public interface WriteTarget {
  /** The tables and columns that are known now. */
  CatalogView catalog();

  /** Stores a batch and calls the completion, on any thread; does not block. */
  void write(WriteBatch batch, WriteCompletion completion);

  /** Whether writers should pause. */
  boolean isCongested();

  /** Writes to a store. */
  static WriteTarget of(Store store) {
    return new WriteTarget() {
      @Override
      public CatalogView catalog() {
        return store.catalog();
      }

      @Override
      public void write(WriteBatch batch, WriteCompletion completion) {
        store.write(batch, completion);
      }

      @Override
      public boolean isCongested() {
        return store.isCongested();
      }
    };
  }
}
