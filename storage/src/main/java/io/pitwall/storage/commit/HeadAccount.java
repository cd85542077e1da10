package io.pitwall.storage.commit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the unsealed rows and their memory, from the moment they are appended to the moment they
 * are sealed. The log's thread adds, the sealing thread subtracts, any thread asks.
 */
public final class HeadAccount {
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  void appended(long addedRows, long addedBytes) {
    rows.addAndGet(addedRows);
    bytes.addAndGet(addedBytes);
  }

  /** Rows of the head are in segments now. */
  public void sealed(long sealedRows, long sealedBytes) {
    rows.addAndGet(-sealedRows);
    bytes.addAndGet(-sealedBytes);
  }

  /** Unsealed rows of all tables. */
  public long rows() {
    return rows.get();
  }

  /** Memory of all unsealed rows. */
  public long bytes() {
    return bytes.get();
  }
}
