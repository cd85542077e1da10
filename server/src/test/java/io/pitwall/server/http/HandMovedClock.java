package io.pitwall.server.http;

import io.pitwall.storage.runtime.Clock;
import java.time.Duration;

/** A clock that a test moves. */
final class HandMovedClock implements Clock {
  private long nanos = 1_000_000_000L;

  void move(Duration by) {
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
