package io.pitwall.storage.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Wakes an agent from any thread. It exists before the agent, so that both the agent's clients and
 * the scheduler can be given it. A wake before the agent is started is remembered.
 */
public final class WakeUp {
  private volatile @Nullable Activity activity;
  private volatile boolean isEarly;

  /** Makes the agent run soon, or as soon as it is started. */
  public void wake() {
    Activity running = activity;
    if (running == null) {
      isEarly = true;
      running = activity; // it may have been started in between
    }
    if (running != null) {
      running.wake();
    }
  }

  /** From now on wakes reach this activity. */
  void connect(Activity started) {
    activity = started;
    if (isEarly) {
      isEarly = false;
      started.wake();
    }
  }
}
