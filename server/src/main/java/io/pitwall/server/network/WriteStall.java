package io.pitwall.server.network;

import io.pitwall.storage.runtime.Clock;
import java.util.concurrent.TimeUnit;

/**
 * How long a client has left unread what was sent to it. Owned by the connection's event loop; a
 * look of the {@link ConnectionSweep} asks it.
 */
public final class WriteStall {
  private final Clock clock;
  private boolean stalled;
  private long sinceNanos;

  /** Begins with a client that reads. */
  public WriteStall(Clock clock) {
    this.clock = clock;
  }

  /**
   * The channel became writable or unwritable.
   *
   * @param writable whether the client has read enough that more can be sent
   */
  public void changed(boolean writable) {
    stalled = !writable;
    sinceNanos = clock.monotonicNanos();
  }

  /** Whether the client has not read for longer than this. */
  public boolean isLongerThan(long millis) {
    return stalled && clock.monotonicNanos() - sinceNanos > TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
