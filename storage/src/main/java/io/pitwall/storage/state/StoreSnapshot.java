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
  private final OpenSnapshots snapshots;
  private final OpenSnapshot pin;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Opens a snapshot.
   *
   * @param state read while the caller has the lock of {@code snapshots}
   */
  StoreSnapshot(StoreState state, OpenSnapshots snapshots) {
    this.state = state;
    this.snapshots = snapshots;
    this.pin = snapshots.open();
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
  public void onEviction(Runnable action) {
    snapshots.onEviction(pin, action);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      snapshots.close(pin);
    }
  }
}
