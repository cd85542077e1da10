package io.pitwall.storage.runtime;

import java.time.Instant;

/** The operating system's clocks. */
public final class SystemClock implements Clock {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  @Override
  public long nanosSinceEpoch() {
    Instant now = Instant.now();
    return Math.addExact(Math.multiplyExact(now.getEpochSecond(), NANOS_PER_SECOND), now.getNano());
  }

  @Override
  public long monotonicNanos() {
    return System.nanoTime();
  }
}
