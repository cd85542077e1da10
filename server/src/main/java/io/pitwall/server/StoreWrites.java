package io.pitwall.server;

import io.pitwall.server.http.WriteTarget;
import io.pitwall.storage.Store;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.schema.CatalogView;

/** The store as the roads of writes see it. */
record StoreWrites(Store store) implements WriteTarget {
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
}
