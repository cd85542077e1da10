package io.pitwall.storage.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets one message of a kind into the log per interval and counts those it holds back, so that what
 * clients do can't fill the disk. Safe for all threads.
 */
public final class LogPace {
  private final Clock clock;
  private final long intervalNanos;
  private final AtomicLong nextNanos;
  private final AtomicLong occasions = new AtomicLong();

  /** Lets the first message through. */
  public LogPace(Clock clock, Duration interval) {
    this.clock = clock;
    this.intervalNanos = interval.toNanos();
    this.nextNanos = new AtomicLong(clock.monotonicNanos());
  }

  /**
   * Asks to log a message.
   *
   * @return 0 if it is not to be logged; else how many there were since the last one that was, this
   *     one included
   */
  public long admit() {
    occasions.incrementAndGet();
    long now = clock.monotonicNanos();
    long next = nextNanos.get();
    if (now - next < 0 || !nextNanos.compareAndSet(next, now + intervalNanos)) {
      return 0;
    }
    return occasions.getAndSet(0);
  }
}
