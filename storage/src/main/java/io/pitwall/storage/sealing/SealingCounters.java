package io.pitwall.storage.sealing;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What sealing has done since the store opened. One thread at a time writes, any thread reads. */
public final class SealingCounters {
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private volatile @Nullable String trouble;

  void succeeded(long sealedRows, long spentNanos) {
    trouble = null;
    rows.addAndGet(sealedRows);
    nanos.addAndGet(spentNanos);
  }

  void failed(String cause) {
    trouble = cause;
  }

  /** Rows sealed. */
  public long rows() {
    return rows.get();
  }

  /** Time spent on it. */
  public long nanos() {
    return nanos.get();
  }

  /** Why the last attempt failed, or null if it succeeded. */
  public @Nullable String trouble() {
    return trouble;
  }
}
