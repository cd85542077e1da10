package io.pitwall.benchmarks.campaign;

import io.pitwall.benchmarks.campaign.RaceOutcome.TableCount;
import io.pitwall.benchmarks.campaign.RacePanel.RaceClock;
import io.pitwall.client.load.LoadProgress;
import io.pitwall.client.load.LoadReport;
import io.pitwall.client.load.LoadRunner;
import io.pitwall.client.race.RaceTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** Runs one race: the load, the dashboard beside it, then the counts and the sealing. */
final class RaceRun {
  private static final long PROGRESS_MILLIS = 1_000;
  private static final long SECOND_NANOS = 1_000_000_000;

  private final CampaignServer server;
  private final RacePlan plan;
  private final PrintWriter progress;

  /**
   * A race.
   *
   * @param progress takes a line each second
   */
  RaceRun(CampaignServer server, RacePlan plan, PrintWriter progress) {
    this.server = server;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @throws IOException if the server can't be reached, or answers no count
   */
  RaceOutcome run() throws IOException, InterruptedException {
    try (RaceHttp http = new RaceHttp(server.url(), server.token(), RacePlan.DATABASE);
        RacePostgres postgres =
            new RacePostgres(server.postgres(), server.token(), RacePlan.DATABASE);
        LoadRunner runner = new LoadRunner(plan.load(server))) {
      Map<String, Long> before = existing(http);
      OptionalDouble cpuAtStart = server.cpuSeconds();
      runner.start();
      RaceClock clock =
          new RaceClock(
              System.nanoTime(),
              plan.warmUpSeconds() * SECOND_NANOS,
              plan.seconds() * SECOND_NANOS);
      try (RaceDashboard dashboard =
          RaceDashboard.start(server, RacePlan.DATABASE, clock, plan.psqlSeconds())) {
        LoadReport load = follow(runner);
        OptionalDouble cpuAtEnd = server.cpuSeconds();
        long endNanos = System.nanoTime();
        long unsealed = CampaignMetrics.of(http).unsealedRows();
        List<RacePanel> panels = dashboard.await();
        Map<String, Long> overHttp = counts(http, load, before);
        Map<String, Long> overPostgres = counts(postgres, load, before);
        CampaignMetrics sealed = CampaignMetrics.awaitSealed(http, plan.sealingLimit());
        double sealingSeconds = (System.nanoTime() - endNanos) / 1e9;
        OptionalDouble cpuSealed = server.cpuSeconds();
        Map<String, Long> afterSealing = counts(http, load, before);
        List<TableCount> tables = new ArrayList<>();
        load.acknowledgedRowsPerTable()
            .forEach((table, rows) ->
                tables.add(
                    new TableCount(
                        table,
                        rows,
                        overHttp.getOrDefault(table, 0L),
                        overPostgres.getOrDefault(table, 0L),
                        afterSealing.getOrDefault(table, 0L))));
        return new RaceOutcome(
            plan,
            load,
            panels,
            tables,
            unsealed,
            sealed,
            sealingSeconds,
            difference(cpuAtEnd, cpuAtStart),
            difference(cpuSealed, cpuAtEnd));
      }
    }
  }

  private LoadReport follow(LoadRunner runner) throws InterruptedException {
    LoadProgress now = runner.progress();
    while (now.running()) {
      TimeUnit.MILLISECONDS.sleep(PROGRESS_MILLIS);
      now = runner.progress();
      progress.printf(
          Locale.ROOT,
          "%5.0f s  %,10.0f rows/s  write p99 %.1f ms  %,d failed batches%n",
          now.elapsedMillis() / 1e3,
          now.rowsPerSecond(),
          now.latency().p99Micros() / 1e3,
          now.failedBatches());
      progress.flush();
    }
    return runner.await();
  }

  private static OptionalDouble difference(OptionalDouble later, OptionalDouble earlier) {
    return later.isPresent() && earlier.isPresent()
        ? OptionalDouble.of(later.getAsDouble() - earlier.getAsDouble())
        : OptionalDouble.empty();
  }

  /** The rows of those of the race's tables that are there before it. */
  private static Map<String, Long> existing(RaceHttp http)
      throws IOException, InterruptedException {
    List<String> present = new ArrayList<>();
    http.ask("SHOW TABLES").forEach(row -> present.add(String.valueOf(row.get(0))));
    Map<String, Long> rows = new HashMap<>();
    for (RaceTable table : RaceTable.values()) {
      if (present.contains(table.tableName())) {
        rows.put(table.tableName(), count(http, table.tableName()));
      }
    }
    return rows;
  }

  private static Map<String, Long> counts(
      RaceProtocol protocol, LoadReport load, Map<String, Long> before)
      throws IOException, InterruptedException {
    Map<String, Long> counts = new HashMap<>();
    for (Map.Entry<String, Long> table : load.acknowledgedRowsPerTable().entrySet()) {
      if (table.getValue() > 0) {
        long rows = count(protocol, table.getKey());
        counts.put(table.getKey(), rows - before.getOrDefault(table.getKey(), 0L));
      }
    }
    return counts;
  }

  private static long count(RaceProtocol protocol, String table)
      throws IOException, InterruptedException {
    return protocol.number("SELECT COUNT(*) FROM " + RacePlan.DATABASE + "." + table);
  }
}
