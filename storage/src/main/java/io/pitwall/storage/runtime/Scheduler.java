package io.pitwall.storage.runtime;

import java.util.concurrent.TimeUnit;

/** Runs agents, each on a thread of its own or all stepped by a test on one thread. */
public interface Scheduler extends AutoCloseable {

  /** How long an agent rests after an error, if {@link Agent#onError} lets it continue. */
  long PAUSE_AFTER_ERROR_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Starts an agent; its first cycle comes at once. */
  Activity start(Agent agent);

  /** Starts an agent that others wake through {@code wakeUp}. */
  default Activity start(Agent agent, WakeUp wakeUp) {
    Activity activity = start(agent);
    wakeUp.connect(activity);
    return activity;
  }

  /** Ends all agents that still run, as {@link Activity#close()} does. */
  @Override
  void close();
}
