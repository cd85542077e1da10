package io.pitwall.storage.state;

import org.jspecify.annotations.Nullable;

/** One snapshot that is open. Owned by {@link OpenSnapshots}, under whose lock it changes. */
final class OpenSnapshot {
  private final long epoch;
  private boolean evicted;
  private @Nullable Runnable onEviction;

  OpenSnapshot(long epoch) {
    this.epoch = epoch;
  }

  /** In which it was opened. */
  long epoch() {
    return epoch;
  }

  /** Whether its owner was asked to close it. */
  boolean isEvicted() {
    return evicted;
  }

  /** Returns what asks the owner, which did not say how yet if it is null. */
  @Nullable Runnable evict() {
    evicted = true;
    return onEviction;
  }

  void setOnEviction(Runnable action) {
    onEviction = action;
  }
}
