package io.pitwall.storage.commit;

import io.pitwall.storage.runtime.Agent;

/**
 * An agent that the store can't do without. If a fault ends it, writes are refused from then on,
 * those that wait included: nobody would ever answer them. The fault itself goes on to the
 * scheduler.
 */
public final class EssentialAgent implements Agent {
  private final Agent agent;
  private final BatchQueue queue;

  /**
   * Makes an agent that does the work of another.
   *
   * @param queue is failed if the agent ends by a fault
   */
  public EssentialAgent(Agent agent, BatchQueue queue) {
    this.agent = agent;
    this.queue = queue;
  }

  @Override
  public String roleName() {
    return agent.roleName();
  }

  @Override
  public long doWork() throws Exception {
    try {
      return agent.doWork();
    } catch (Error e) {
      queue.failAfter(e);
      throw e;
    }
  }

  @Override
  public void onError(Throwable failure) {
    try {
      agent.onError(failure);
    } catch (RuntimeException | Error e) {
      queue.failAfter(failure);
      throw e;
    }
  }
}
