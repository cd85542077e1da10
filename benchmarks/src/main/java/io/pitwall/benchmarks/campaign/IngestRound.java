package io.pitwall.benchmarks.campaign;

import io.pitwall.client.load.LoadOptions;
import io.pitwall.client.load.LoadReport;
import io.pitwall.client.load.LoadRunner;
import io.pitwall.client.load.Pace;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One run of the closed loop.
 *
 * @param load what the client saw
 * @param serverCpuSeconds processor time of the server from the first row to the end of all work
 */
record IngestRound(LoadReport load, double serverCpuSeconds) {
  private static final int CONNECTIONS = 4;

  /**
   * Sends as fast as the contestant acknowledges: four connections, a request each, batches of
   * 10,000 rows of line protocol that were built before.
   *
   * @throws IOException if a batch failed, so that there is nothing to compare
   */
  static IngestRound run(IngestContestant contestant, int seconds)
      throws IOException, InterruptedException {
    LoadOptions options =
        LoadOptions.DEFAULTS
            .withTarget(contestant.target())
            .withPace(
                Pace.DEFAULTS
                    .withConnections(CONNECTIONS, 1)
                    .closedLoop()
                    .withDurationMillis(seconds * 1_000L));
    try (LoadRunner runner = new LoadRunner(options)) {
      double before = contestant.cpuSeconds();
      runner.start();
      LoadReport load = runner.await();
      contestant.finishWork();
      double after = contestant.cpuSeconds();
      contestant.tidy();
      if (load.failedBatches() > 0 || load.acknowledgedRows() == 0) {
        throw new IOException(
            load.failedBatches() + " batches failed: " + String.join("; ", load.firstErrors()));
      }
      return new IngestRound(load, after - before);
    }
  }

  double rowsPerSecond() {
    return load.rowsPerSecond();
  }

  double coreSecondsPerMillionRows() {
    return serverCpuSeconds / (load.acknowledgedRows() / 1e6);
  }

  /** The median of a figure over rounds; of an even number the mean of the middle two. */
  static double median(List<IngestRound> rounds, ToDoubleFunction<IngestRound> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
