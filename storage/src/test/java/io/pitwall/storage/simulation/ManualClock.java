package io.pitwall.storage.simulation;

import io.pitwall.storage.runtime.Clock;

/** A clock that moves only when a test moves it. */
public final class ManualClock implements Clock {

  private volatile long wallNanos;
  private volatile long monotonicNanos;

  /** Begins at a wall-clock time in nanoseconds since 1970. */
  public ManualClock(long wallNanos) {
    this.wallNanos = wallNanos;
  }

  @Override
  public long nanosSinceEpoch() {
    return wallNanos;
  }

  @Override
  public long monotonicNanos() {
    return monotonicNanos;
  }

  /** Lets time pass on both clocks. */
  public synchronized void advance(long nanos) {
    wallNanos += nanos;
    monotonicNanos += nanos;
  }

  /** Sets the wall clock, forwards or backwards; the monotonic one stays. */
  public synchronized void jumpTo(long nanosSinceEpoch) {
    wallNanos = nanosSinceEpoch;
  }
}
