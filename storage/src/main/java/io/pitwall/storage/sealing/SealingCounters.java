package io.pitwall.storage.sealing;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What sealing has done since the store opened. One thread at a time writes, any thread reads. */
public final class SealingCounters {
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private volatile @Nullable String trouble;

  void succeeded(long sealedRows, long spentNanos) {
    rows.addAndGet(sealedRows);
    nanos.addAndGet(spentNanos);
  }

  void setTrouble(@Nullable String text) {
    trouble = text;
  }

  /** Rows sealed. */
  public long rows() {
    return rows.get();
  }

  /** Time spent on it. */
  public long nanos() {
    return nanos.get();
  }

  /** Which tables can't be sealed, and why; null if there is none. */
  public @Nullable String trouble() {
    return trouble;
  }
}
