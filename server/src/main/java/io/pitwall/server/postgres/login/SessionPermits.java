package io.pitwall.server.postgres.login;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** One permit for each session there may be at the same time. Safe for all threads. */
public final class SessionPermits {
  private final Semaphore free;
  private final LongAdder refused = new LongAdder();

  /**
   * @param most {@link LoginLimits#MAX_PG_CONNECTIONS}
   */
  public SessionPermits(int most) {
    this.free = new Semaphore(most);
  }

  /** Takes a permit, to be given back when the session ends; false if there is none. */
  boolean tryTake() {
    boolean taken = free.tryAcquire();
    if (!taken) {
      refused.increment();
    }
    return taken;
  }

  void giveBack() {
    free.release();
  }

  /** How many sessions were refused since the start. */
  public long refused() {
    return refused.sum();
  }
}
