package io.pitwall.storage.simulation;

import io.pitwall.storage.runtime.Activity;
import io.pitwall.storage.runtime.Agent;
import io.pitwall.storage.runtime.Scheduler;
import java.util.ArrayList;
import java.util.List;

/** Runs agents one piece of work at a time on the calling thread, in an order drawn by chance. */
public final class SteppedScheduler implements Scheduler {

  private final ManualClock clock;
  private final Chance chance;
  private final List<SteppedActivity> activities = new ArrayList<>();
  private long steps;

  /** The clock is read for what is due, and moved only by {@link #advanceToNext()}. */
  public SteppedScheduler(ManualClock clock, Chance chance) {
    this.clock = clock;
    this.chance = chance;
  }

  @Override
  public Activity start(Agent agent) {
    SteppedActivity activity = new SteppedActivity(agent);
    activities.add(activity);
    return activity;
  }

  /** Lets one agent that is woken or due do one piece of work; false if none is. */
  public boolean step() {
    List<SteppedActivity> runnable = activities.stream().filter(SteppedActivity::isDue).toList();
    if (runnable.isEmpty()) {
      return false;
    }
    steps++;
    runnable.get(chance.below(runnable.size())).run();
    return true;
  }

  /** Steps until no agent is woken or due. */
  public void runUntilIdle() {
    boolean more = true;
    while (more) {
      more = step();
    }
  }

  /** Moves the clock to when the next agent is due; false if all wait to be woken. */
  public boolean advanceToNext() {
    long next = Agent.NEVER;
    for (SteppedActivity activity : activities) {
      next = Math.min(next, activity.dueNanos);
    }
    if (next == Agent.NEVER) {
      return false;
    }
    clock.advance(Math.max(0, next - clock.monotonicNanos()));
    return true;
  }

  /** Pieces of work done so far. */
  public long steps() {
    return steps;
  }

  @Override
  public void close() {
    activities.clear();
  }

  private final class SteppedActivity implements Activity {

    private final Agent agent;
    private boolean woken;
    private long dueNanos;

    SteppedActivity(Agent agent) {
      this.agent = agent;
      this.dueNanos = clock.monotonicNanos();
    }

    boolean isDue() {
      return woken || dueNanos <= clock.monotonicNanos();
    }

    void run() {
      woken = false;
      long pause;
      try {
        pause = agent.doWork();
      } catch (Exception failure) {
        agent.onError(failure);
        pause = PAUSE_AFTER_ERROR_NANOS;
      }
      dueNanos = pause == Agent.NEVER ? Agent.NEVER : clock.monotonicNanos() + pause;
    }

    @Override
    public void wake() {
      woken = true;
    }

    @Override
    public void close() {
      activities.remove(this);
    }
  }
}
