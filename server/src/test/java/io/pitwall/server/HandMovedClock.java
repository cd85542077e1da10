package io.pitwall.server;

import io.pitwall.storage.runtime.Clock;
import java.time.Duration;

/** A clock that a test moves. */
public final class HandMovedClock implements Clock {
  private long nanos = 1_000_000_000L;

  /** Moves both times on. */
  public void move(Duration by) {
    nanos += by.toNanos();
  }

  @Override
  public long nanosSinceEpoch() {
    return nanos;
  }

  @Override
  public long monotonicNanos() {
    return nanos;
  }
}
