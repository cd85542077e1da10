package io.pitwall.benchmarks.campaign;

import io.pitwall.benchmarks.campaign.RaceOutcome.TableCount;
import io.pitwall.client.load.LoadReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Judges a race: what was promised and did not hold. */
final class RaceVerdict {
  private final List<String> failures = new ArrayList<>();

  private RaceVerdict() {}

  /**
   * What did not hold, a sentence each; empty if all did.
   *
   * @param maxP99Millis limit for each query over HTTP and pgjdbc after the warm-up; 0 for none.
   *     psql is exempt, because most of its time is the start of a process
   * @param maxBytesPerRow limit for the segments; 0 for none
   */
  static List<String> failures(RaceOutcome outcome, double maxP99Millis, double maxBytesPerRow)
      throws IOException {
    RaceVerdict verdict = new RaceVerdict();
    verdict.judgeLoad(outcome.load());
    outcome.tables().forEach(verdict::judgeCounts);
    for (RacePanel panel : outcome.panels()) {
      verdict.judgeAnswers(panel);
      if (maxP99Millis > 0 && !panel.protocolName().equals(RaceDashboard.PSQL)) {
        verdict.judgeLatency(panel, maxP99Millis);
      }
    }
    verdict.judgeDisk(outcome, maxBytesPerRow);
    return verdict.failures;
  }

  private void judgeLoad(LoadReport load) {
    if (load.acknowledgedRows() == 0) {
      fail("no row was acknowledged");
    }
    if (!load.isComplete()) {
      fail(
          "the load has %,d failed and %,d never sent batches",
          load.failedBatches(), load.neverSentBatches());
    }
  }

  private void judgeCounts(TableCount table) {
    if (!table.isEqual()) {
      fail(
          "%s: %,d rows acknowledged, but COUNT(*) is %,d over HTTP, %,d over pgjdbc, %,d after"
              + " sealing",
          table.table(), table.acknowledged(), table.http(), table.postgres(), table.sealed());
    }
  }

  private void judgeAnswers(RacePanel panel) {
    RaceSamples samples = panel.measured();
    String which = panel.protocolName() + ", query " + panel.query().name();
    if (samples.errors() > 0) {
      fail("%s: %d errors after the warm-up", which, samples.errors());
    }
    if (samples.emptyAnswers() > 0) {
      fail("%s: %d empty answers after the warm-up", which, samples.emptyAnswers());
    }
    if (samples.neverAskedCount() > 0) {
      fail("%s: was late to the end and %d times never asked", which, samples.neverAskedCount());
    }
    if (samples.count() == 0) {
      fail("%s: was never asked after the warm-up", which);
    }
  }

  private void judgeLatency(RacePanel panel, double maxP99Millis) {
    double p99 = panel.measured().millis(99);
    if (p99 > maxP99Millis) {
      fail(
          "%s, query %s: p99 is %.1f ms, not at most %.1f ms",
          panel.protocolName(), panel.query().name(), p99, maxP99Millis);
    }
  }

  private void judgeDisk(RaceOutcome outcome, double maxBytesPerRow) throws IOException {
    CampaignMetrics sealed = outcome.sealed();
    if (!sealed.isSealed()) {
      fail(
          "%,d rows were not sealed %.0f s after the load's end",
          sealed.unsealedRows(), outcome.sealingSeconds());
    }
    double bytesPerRow = (double) sealed.segmentBytes() / Math.max(1, sealed.sealedRows());
    if (maxBytesPerRow > 0 && bytesPerRow > maxBytesPerRow) {
      fail("segments have %.2f bytes/row, not at most %.2f", bytesPerRow, maxBytesPerRow);
    }
  }

  private void fail(String format, Object... values) {
    failures.add(String.format(Locale.ROOT, format, values));
  }
}
