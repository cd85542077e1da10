package io.pitwall.storage.runtime;

/**
 * Background work in duty cycles: a thread runs them one after another, a simulator steps them.
 *
 * <p>An agent keeps its state between the cycles and never blocks waiting for another agent; it
 * returns instead and is woken. All methods are called by one thread at a time.
 */
public interface Agent {

  /** Returned by {@link #doWork()}: nothing to do until woken. */
  long NEVER = Long.MAX_VALUE;

  /** Returned by {@link #doWork()}: there is more to do at once. */
  long AT_ONCE = 0;

  /** A short name for the thread and for messages. */
  String roleName();

  /**
   * Does one bounded piece of work.
   *
   * @return nanoseconds until it must run again without being woken, {@link #AT_ONCE} or {@link
   *     #NEVER}; a wake that came during the call runs it again at once whatever it returned
   */
  long doWork() throws Exception;

  /**
   * Called after {@link #doWork()} threw an exception. If this method returns, the agent continues
   * after {@link Scheduler#PAUSE_AFTER_ERROR_NANOS}; if it throws, the agent stops for good and the
   * scheduler reports what was thrown. The default throws: a failure that nobody expected is not
   * swallowed. An {@link Error} is never passed here; it stops the agent and is reported.
   */
  default void onError(Throwable failure) {
    throw new IllegalStateException("the agent '" + roleName() + "' failed", failure);
  }
}
