package io.pitwall.benchmarks.campaign;

import io.pitwall.benchmarks.campaign.AbuseOutcome.Count;
import io.pitwall.benchmarks.campaign.RacePanel.RaceClock;
import io.pitwall.benchmarks.campaign.abuse.AbuseKind;
import io.pitwall.benchmarks.campaign.abuse.AbuseLedger;
import io.pitwall.benchmarks.campaign.abuse.AbuseScene;
import io.pitwall.benchmarks.campaign.abuse.AbuseTally;
import io.pitwall.benchmarks.campaign.abuse.AbuseTurns;
import io.pitwall.benchmarks.campaign.abuse.GoodNeighbour;
import io.pitwall.client.load.LoadReport;
import io.pitwall.client.load.LoadRunner;
import io.pitwall.client.race.RaceTable;
import io.pitwall.server.config.HostPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs one abuse campaign against a server that it starts, kills once and starts again. */
final class AbuseRun {
  private static final String HOST = "127.0.0.1";
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final long CALM_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(4);
  private static final long CALM_POLL_MILLIS = 2_000;

  private final AbuseServer launch;
  private final AbusePlan plan;
  private final PrintWriter progress;
  private final AbuseLedger ledger = new AbuseLedger();
  private final Map<String, Long> acknowledged = new TreeMap<>();
  private final List<Count> counts = new ArrayList<>();
  private final long startNanos = System.nanoTime();

  /**
   * @param launch how the server is started
   * @param progress takes a line for each round
   */
  AbuseRun(AbuseServer launch, AbusePlan plan, PrintWriter progress) {
    this.launch = launch;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @throws IOException if the server does not start, or is gone before its time
   */
  AbuseOutcome run() throws IOException, InterruptedException {
    AbuseOutcome beforeRestart;
    try (ServerProcess server = launch.start()) {
      server.awaitWrites();
      CampaignServer view = view(server);
      try (RaceHttp http = new RaceHttp(view.url(), view.token(), RacePlan.DATABASE)) {
        beforeRestart = run(server, view, http);
        count("before the restart", view, http);
      }
      server.kill();
    }
    try (ServerProcess server = launch.start()) {
      server.awaitWrites();
      CampaignServer view = view(server);
      try (RaceHttp http = new RaceHttp(view.url(), view.token(), RacePlan.DATABASE)) {
        count("after kill -9 and a restart", view, http);
        boolean whole = CampaignMetrics.of(http).isStoreWhole();
        return withEnd(beforeRestart, whole && beforeRestart.storeWhole());
      }
    }
  }

  private static CampaignServer view(ServerProcess server) {
    return CampaignServer.existing(
        new HostPort(HOST, server.port()),
        new HostPort(HOST, server.postgresPort()),
        server.token(),
        server.pid());
  }

  private AbuseOutcome run(ServerProcess server, CampaignServer view, RaceHttp http)
      throws IOException, InterruptedException {
    ProcessView process = new ProcessView(server.pid());
    AbuseScene scene = prepare(view);
    AbuseTurns turns = new AbuseTurns(scene, plan.turns());
    round("warm-up", plan.warmUpSeconds(), view);
    AbuseRound quiet = round("quiet", plan.roundSeconds(), view);
    AbuseState before = AbuseState.of(process, launch.data(), http);
    List<AbuseRound> abused = new ArrayList<>();
    try (ServerWatch watch = ServerWatch.start(server, process, http);
        GoodNeighbour neighbour = GoodNeighbour.start(scene)) {
      turns.start();
      for (int i = 1; i <= plan.rounds(); i++) {
        abused.add(round("abuse " + i, plan.roundSeconds(), view));
        checkAlive(server, turns);
      }
      turns.stop();
      turns.await();
      neighbour.end();
      AbuseState after = calm(process, http, before);
      CampaignMetrics end = CampaignMetrics.of(http);
      return new AbuseOutcome(
          plan,
          quiet,
          abused,
          turns,
          neighbour.report(),
          counts,
          watch.health(),
          watch.samples(),
          before,
          after,
          end.heapMaxBytes(),
          log(),
          end.isStoreWhole());
    }
  }

  private AbuseOutcome withEnd(AbuseOutcome seen, boolean storeWhole) throws IOException {
    return new AbuseOutcome(
        seen.plan(),
        seen.quiet(),
        seen.abused(),
        seen.turns(),
        seen.neighbour(),
        List.copyOf(counts),
        seen.health(),
        seen.samples(),
        seen.before(),
        seen.after(),
        seen.heapMaxBytes(),
        log(),
        storeWhole);
  }

  private AbuseScene prepare(CampaignServer view) throws IOException {
    AbuseScene scene =
        new AbuseScene(
            view.http(),
            view.postgres(),
            launch.stranger(),
            view.token(),
            RacePlan.DATABASE + "." + RaceTable.ENGINE.tableName(),
            ledger,
            new AbuseTally(),
            new SplittableRandom(plan.turns().seed()));
    AbuseKind.prepare(scene);
    return scene;
  }

  private AbuseRound round(String name, int seconds, CampaignServer view)
      throws IOException, InterruptedException {
    try (LoadRunner runner = new LoadRunner(plan.race(seconds).load(view))) {
      runner.start();
      RaceClock clock = new RaceClock(System.nanoTime(), 0, seconds * SECOND_NANOS);
      try (RaceDashboard dashboard =
          RaceDashboard.start(view, RacePlan.DATABASE, clock, plan.psqlSeconds())) {
        LoadReport load = runner.await();
        load.acknowledgedRowsPerTable()
            .forEach((table, rows) -> acknowledged.merge(table, rows, Long::sum));
        AbuseRound round = new AbuseRound(name, load, dashboard.await());
        progress.println(round);
        load.firstErrors().forEach(error -> progress.println("  " + error));
        if (!round.firstQueryError().isEmpty()) {
          progress.println("  " + round.firstQueryError());
        }
        progress.flush();
        return round;
      }
    }
  }

  /** Says which kinds it may have been, if the server has ended. */
  private static void checkAlive(ServerProcess server, AbuseTurns turns) throws IOException {
    if (!server.isAlive()) {
      List<String> running = turns.refusedWhile().stream().map(AbuseKind::label).sorted().toList();
      throw new IOException(
          "the server ended in this round; its log says why; then ran: "
              + running
              + "; alone: --only=NAME --seed=N");
    }
  }

  /** Waits until the server has let go of what the abuse left, or the time for that is over. */
  private AbuseState calm(ProcessView process, RaceHttp http, AbuseState before)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + CALM_LIMIT_NANOS;
    AbuseState now = AbuseState.of(process, launch.data(), http);
    while (!now.isBackAt(before) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(CALM_POLL_MILLIS);
      now = AbuseState.of(process, launch.data(), http);
    }
    return now;
  }

  private void count(String when, CampaignServer view, RaceHttp http)
      throws IOException, InterruptedException {
    try (RacePostgres postgres =
        new RacePostgres(view.postgres(), view.token(), RacePlan.DATABASE)) {
      for (RaceProtocol protocol : List.of(http, postgres)) {
        String how = when + (protocol == http ? " over HTTP" : " over pgjdbc");
        for (Map.Entry<String, Long> table : acknowledged.entrySet()) {
          String name = RacePlan.DATABASE + "." + table.getKey();
          count(how, name, new AbuseLedger.Rows(table.getValue(), table.getValue()), protocol);
        }
        for (Map.Entry<String, AbuseLedger.Rows> table : ledger.tables().entrySet()) {
          count(how, AbuseScene.DATABASE + "." + table.getKey(), table.getValue(), protocol);
        }
      }
    }
  }

  private void count(String how, String table, AbuseLedger.Rows rows, RaceProtocol protocol)
      throws IOException, InterruptedException {
    long found = protocol.number("SELECT COUNT(*) FROM " + table);
    counts.add(new Count(table + " " + how, rows.least(), rows.most(), found));
  }

  private AbuseOutcome.Log log() throws IOException {
    Path file = ServerProcess.log(launch.data());
    List<String> errors;
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      errors = lines.filter(line -> line.contains(" ERROR ")).toList();
    }
    long seconds = (System.nanoTime() - startNanos) / SECOND_NANOS;
    return new AbuseOutcome.Log(Files.size(file), seconds, errors);
  }
}
