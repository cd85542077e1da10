package io.pitwall.client.load;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** When a load's threads must end; shared by all of them. */
final class LoadControl {
  private final long drainNanos;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean stopping;
  private volatile long hardEndNanos = Long.MAX_VALUE;
  private volatile long stoppedNanos = Long.MAX_VALUE;

  LoadControl(int drainMillis) {
    drainNanos = drainMillis * 1_000_000L;
  }

  /** The load will end by itself at {@code endNanos}, or not if that is Long.MAX_VALUE. */
  void endsAt(long endNanos) {
    if (endNanos != Long.MAX_VALUE) {
      hardEndNanos = endNanos + drainNanos;
    }
  }

  /** No batch is begun any more; what is under way may still be answered for the drain time. */
  synchronized void stop() {
    if (!stopping) {
      long now = System.nanoTime();
      stoppedNanos = now;
      hardEndNanos = Math.min(hardEndNanos, now + drainNanos);
      stopping = true;
    }
  }

  /** Stops because of a mistake or a failing ledger. */
  void fail(Throwable cause) {
    failure.compareAndSet(null, cause);
    stop();
  }

  @Nullable Throwable failure() {
    return failure.get();
  }

  /** Whether no further batch may be begun. */
  boolean mustEnd() {
    return stopping || isPastHardEnd();
  }

  /** Whether even what is under way must be given up. */
  boolean isPastHardEnd() {
    return hardEndNanos != Long.MAX_VALUE && System.nanoTime() >= hardEndNanos;
  }

  /** When {@link #stop} was called; Long.MAX_VALUE if it was not. */
  long stoppedNanos() {
    return stoppedNanos;
  }
}
