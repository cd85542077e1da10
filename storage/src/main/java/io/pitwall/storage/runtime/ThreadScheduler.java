package io.pitwall.storage.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs each agent on a named platform thread of its own.
 *
 * <p>Threads are parked and unparked, never interrupted: an interrupt during disk access would
 * close the channel for all its users. They are no daemons, so that a process does not end in the
 * middle of their work; {@link #close()} ends them.
 */
public final class ThreadScheduler implements Scheduler {

  /** Gets what stopped an agent for good: an error, or an exception it did not handle. */
  @FunctionalInterface
  public interface FaultHandler {
    /** Called on the agent's thread, as the last thing it does. */
    void onFault(String roleName, Throwable fault);
  }

  private final Clock clock;
  private final FaultHandler faultHandler;
  private final List<AgentThread> threads = new ArrayList<>();
  private boolean closed;

  /**
   * Makes a scheduler.
   *
   * @param faultHandler is called for each agent that a fault stopped; it must not ignore it
   */
  public ThreadScheduler(Clock clock, FaultHandler faultHandler) {
    this.clock = clock;
    this.faultHandler = faultHandler;
  }

  @Override
  public Activity start(Agent agent) {
    AgentThread activity = new AgentThread(agent, clock, faultHandler);
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException(
            "the scheduler is closed; cannot start " + agent.roleName());
      }
      threads.removeIf(AgentThread::hasEnded);
      threads.add(activity);
    }
    activity.thread.start();
    return activity;
  }

  @Override
  public void close() {
    List<AgentThread> running;
    synchronized (this) {
      closed = true;
      running = List.copyOf(threads);
      threads.clear();
    }
    for (AgentThread thread : running) {
      thread.close();
    }
  }

  private static final class AgentThread implements Activity, Runnable {

    private final Agent agent;
    private final Clock clock;
    private final FaultHandler faultHandler;
    private final Thread thread;
    private volatile boolean woken;
    private volatile boolean closing;

    AgentThread(Agent agent, Clock clock, FaultHandler faultHandler) {
      this.agent = agent;
      this.clock = clock;
      this.faultHandler = faultHandler;
      this.thread =
          Thread.ofPlatform().name("pitwall-" + agent.roleName()).daemon(false).unstarted(this);
    }

    boolean hasEnded() {
      return thread.getState() == Thread.State.TERMINATED;
    }

    @Override
    public void run() {
      try {
        while (!closing) {
          woken = false;
          rest(runOnce());
        }
      } catch (Throwable fault) {
        faultHandler.onFault(agent.roleName(), fault);
      }
    }

    private long runOnce() {
      try {
        return agent.doWork();
      } catch (Exception exception) {
        agent.onError(exception);
        return PAUSE_AFTER_ERROR_NANOS;
      }
    }

    /** Parks until the time is over, a wake or the end; park may return early, hence the loop. */
    private void rest(long nanos) {
      if (nanos <= 0) {
        return;
      }
      long start = clock.monotonicNanos();
      while (!woken && !closing) {
        // Nobody may interrupt this thread; if someone did, parking would return at once for ever.
        boolean interrupted = Thread.interrupted();
        if (interrupted) {
          continue;
        }
        if (nanos == Agent.NEVER) {
          LockSupport.park(this);
        } else {
          long left = nanos - (clock.monotonicNanos() - start);
          if (left <= 0) {
            return;
          }
          LockSupport.parkNanos(this, left);
        }
      }
    }

    /**
     * A wake that finds the flag set may skip the unpark: the agent clears the flag before it looks
     * for work, so it has yet to look.
     */
    @Override
    public void wake() {
      if (!woken) {
        woken = true;
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void close() {
      closing = true;
      LockSupport.unpark(thread);
      if (!Thread.currentThread().equals(thread)) {
        joinWithoutGivingUp();
      }
    }

    private void joinWithoutGivingUp() {
      boolean interrupted = false;
      while (true) {
        try {
          thread.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
