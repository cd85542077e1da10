package io.pitwall.query.sql;

import java.util.concurrent.CancellationException;
import org.apache.calcite.plan.RelOptListener;

/**
 * Ends the work of Calcite's planner when its thread is interrupted, because nobody waits for the
 * plan any more. Calcite reports to it each rule that it tries. Without state.
 */
final class InterruptedPlanning implements RelOptListener {
  static final InterruptedPlanning INSTANCE = new InterruptedPlanning();

  private InterruptedPlanning() {}

  /**
   * Ends the planning if the thread is interrupted; also called between its stages.
   *
   * @throws CancellationException if it is
   */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("nobody waits for the plan any more");
    }
  }

  @Override
  public void ruleAttempted(RuleAttemptedEvent event) {
    check();
  }

  @Override
  public void ruleProductionSucceeded(RuleProductionEvent event) {}

  @Override
  public void relEquivalenceFound(RelEquivalenceEvent event) {}

  @Override
  public void relDiscarded(RelDiscardedEvent event) {}

  @Override
  public void relChosen(RelChosenEvent event) {}
}
