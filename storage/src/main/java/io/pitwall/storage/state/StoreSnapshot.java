package io.pitwall.storage.state;

import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.read.TableSnapshot;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A {@link Snapshot} of the state that was current when it was opened. */
final class StoreSnapshot implements Snapshot {
  private final StoreState state;
  private final Runnable onClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  StoreSnapshot(StoreState state, Runnable onClose) {
    this.state = state;
    this.onClose = onClose;
  }

  @Override
  public long lsn() {
    return state.lsn();
  }

  @Override
  public CatalogView catalog() {
    return state.catalog();
  }

  @Override
  public @Nullable TableSnapshot table(String database, String table) {
    TableSchema schema = state.catalog().find(database, table);
    return schema == null
        ? null
        : new TableSnapshot(schema, state.table(schema.tableId()).sources());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      onClose.run();
    }
  }
}
