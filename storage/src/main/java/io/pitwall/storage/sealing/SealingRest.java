package io.pitwall.storage.sealing;

import io.pitwall.storage.runtime.Agent;
import java.util.concurrent.TimeUnit;

/** How long frozen rows may wait while the head has memory to spare, in monotonic time. */
@FunctionalInterface
public interface SealingRest {
  /** How long replayed rows wait after a start, so that the first writes need not. */
  long AFTER_START_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Nanoseconds until rows are sealed, 0 if they are sealed now. */
  long nanosLeft(long nowNanos);

  /** While the log is replayed, rows are sealed only to save memory. */
  static SealingRest whileReplaying() {
    return now -> Agent.NEVER;
  }

  /** Rows are sealed from this time on. */
  static SealingRest until(long nanos) {
    return now -> Math.max(0, nanos - now);
  }
}
