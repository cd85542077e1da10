package io.pitwall.benchmarks.campaign;

import io.pitwall.client.load.LoadReport;
import java.util.List;
import java.util.Locale;

/**
 * What the race's own clients saw in one round.
 *
 * @param name which round
 * @param load of its writers
 * @param panels of its dashboard; all of them have ended
 */
record AbuseRound(String name, LoadReport load, List<RacePanel> panels) {
  double writeP99Millis() {
    return load.latency().p99Micros() / 1e3;
  }

  long queryErrors() {
    return panels.stream().mapToLong(panel -> panel.measured().errors()).sum();
  }

  /** Answers of the dashboard that had no row. */
  long emptyAnswers() {
    return panels.stream().mapToLong(panel -> panel.measured().emptyAnswers()).sum();
  }

  /** The panels that asked nothing, in words. */
  List<String> silentPanels() {
    return panels.stream()
        .filter(panel -> panel.measured().count() == 0)
        .map(panel -> panel.protocolName() + ", query " + panel.query().name())
        .toList();
  }

  /** The first error of a query, or an empty text. */
  String firstQueryError() {
    for (RacePanel panel : panels) {
      String error = panel.measured().firstError();
      if (error != null) {
        return panel.protocolName() + ", query " + panel.query().name() + ": " + error;
      }
    }
    return "";
  }

  /** The slowest p99 of a query. */
  double queryP99Millis() {
    return panels.stream().mapToDouble(panel -> panel.measured().millis(99)).max().orElse(0);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-9s %,11.0f rows/s  writes p50 %6.1f p99 %7.1f max %8.1f ms  failed %d, never sent %d,"
            + " retries %d  slowest query p99 %8.1f ms, query errors %d",
        name,
        load.rowsPerSecond(),
        load.latency().p50Micros() / 1e3,
        writeP99Millis(),
        load.latency().maxMicros() / 1e3,
        load.failedBatches(),
        load.neverSentBatches(),
        load.retries(),
        queryP99Millis(),
        queryErrors());
  }
}
