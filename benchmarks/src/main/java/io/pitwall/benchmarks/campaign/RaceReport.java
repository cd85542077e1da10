package io.pitwall.benchmarks.campaign;

import io.pitwall.benchmarks.campaign.RaceOutcome.TableCount;
import io.pitwall.client.load.LatencySummary;
import io.pitwall.client.load.LoadReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Prints what a race showed. */
final class RaceReport {
  private final PrintWriter out;
  private final RaceOutcome outcome;

  RaceReport(PrintWriter out, RaceOutcome outcome) {
    this.out = out;
    this.outcome = outcome;
  }

  /** Prints everything but the verdict. */
  void print() throws IOException {
    RacePlan plan = outcome.plan();
    panels(
        String.format(
            Locale.ROOT,
            "Queries after the first %d s, latency from when each was due to its last byte",
            plan.warmUpSeconds()),
        RacePanel::measured);
    panels(
        String.format(
            Locale.ROOT,
            "The first %d s, reported apart: no data yet, code not compiled yet",
            plan.warmUpSeconds()),
        RacePanel::warmUp);
    load();
    counts();
    disk();
    cpu();
    out.flush();
  }

  private void panels(String title, Function<RacePanel, RaceSamples> part) {
    print("%n%s%n", title);
    print(
        "%-7s %-20s %6s %6s %6s %10s %10s %10s%n",
        "protocol", "query", "asked", "empty", "errors", "p50 ms", "p99 ms", "max ms");
    for (String protocol :
        List.of(RaceDashboard.HTTP, RaceDashboard.POSTGRES, RaceDashboard.PSQL)) {
      for (RacePanel panel : outcome.panels()) {
        RaceSamples samples = part.apply(panel);
        if (panel.protocolName().equals(protocol) && samples.count() > 0) {
          row(panel, samples);
        }
      }
    }
    if (outcome.plan().psqlSeconds() > 0) {
      print("psql's latency includes the start of its process and its login.%n");
    }
  }

  private void row(RacePanel panel, RaceSamples samples) {
    print(
        "%-7s %-20s %6d %6d %6d %10.1f %10.1f %10.1f%n",
        panel.protocolName(),
        panel.query().name(),
        samples.count(),
        samples.emptyAnswers(),
        samples.errors(),
        samples.millis(50),
        samples.millis(99),
        samples.millis(100));
    if (samples.neverAskedCount() > 0) {
      print("        never asked: %d%n", samples.neverAskedCount());
    }
    if (samples.firstError() != null) {
      print("        first error: %s%n", samples.firstError());
    }
  }

  private void load() {
    LoadReport load = outcome.load();
    print("%nLoad%n");
    print(
        "%,d rows in %.1f s: %,.0f rows/s; %,.1f MB on the wire, %,.1f MB before compression%n",
        load.acknowledgedRows(),
        load.elapsedMillis() / 1e3,
        load.rowsPerSecond(),
        load.sentBytes() / 1e6,
        load.uncompressedBytes() / 1e6);
    print(
        "batches: %,d acknowledged, %,d failed, %,d never sent, %,d retries%n",
        load.acknowledgedBatches(), load.failedBatches(), load.neverSentBatches(), load.retries());
    LatencySummary latency = load.latency();
    print(
        "write latency from when each batch was due: p50 %.1f, p99 %.1f, p99.9 %.1f, max %.1f ms%n",
        latency.p50Micros() / 1e3,
        latency.p99Micros() / 1e3,
        latency.p999Micros() / 1e3,
        latency.maxMicros() / 1e3);
    load.firstErrors().forEach(error -> print("error: %s%n", error));
  }

  private void counts() {
    print("%nCOUNT(*), rows from before the race taken off%n");
    print(
        "%-20s %14s %14s %14s %14s%n", "table", "acknowledged", "http", "pgjdbc", "after sealing");
    for (TableCount table : outcome.tables()) {
      print(
          "%-20s %,14d %,14d %,14d %,14d%n",
          table.table(), table.acknowledged(), table.http(), table.postgres(), table.sealed());
    }
  }

  private void disk() throws IOException {
    CampaignMetrics sealed = outcome.sealed();
    print("%nDisk%n");
    print(
        "unsealed at the load's end: %,d rows; %.1f s later: %,d rows%n",
        outcome.unsealedAtEnd(), outcome.sealingSeconds(), sealed.unsealedRows());
    if (sealed.sealedRows() > 0) {
      print(
          "segments: %,d files, %,d rows, %,d bytes: %.2f bytes/row; log apart: %,d bytes%n",
          sealed.segments(),
          sealed.sealedRows(),
          sealed.segmentBytes(),
          (double) sealed.segmentBytes() / sealed.sealedRows(),
          sealed.logBytes());
    }
  }

  private void cpu() {
    print("%nProcessor%n");
    double millionRows = Math.max(1, outcome.load().acknowledgedRows()) / 1e6;
    outcome
        .loadCpuSeconds()
        .ifPresentOrElse(
            seconds ->
                print(
                    "server while the load ran, queries included: %.2f core-seconds, %.3f a million"
                        + " rows%n",
                    seconds, seconds / millionRows),
            () -> print("server: its process is not known (--server-pid)%n"));
    outcome
        .sealingCpuSeconds()
        .ifPresent(seconds ->
            print(
                "server from there until all was counted and sealed: %.2f core-seconds%n",
                seconds));
    print("the load's own threads: %.2f core-seconds%n", outcome.load().cpuSeconds());
  }

  private void print(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
  }
}
