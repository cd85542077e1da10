package io.pitwall.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.client.load.LoadFormat;
import io.pitwall.client.load.LoadOptions;
import io.pitwall.client.load.LoadRunner;
import io.pitwall.client.load.Pace;
import io.pitwall.server.PitwallServer;
import io.pitwall.server.config.HostPort;
import io.pitwall.server.config.Setting;
import io.pitwall.server.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short, slow race against a server in this process, whose times nobody judges. */
class RaceCampaignTest {
  private static final String TOKEN = "the-race-campaigns-token";

  /** Three batches, one for each table. */
  private static final int BATCHES_BEFORE = 3;

  @TempDir private Path directory;

  @Test
  void aShortRaceIsCountedWholeAndSealedAndItsQueriesAreAnswered() throws Exception {
    RacePlan plan =
        new RacePlan(LoadFormat.LINE_PROTOCOL, 0, 40_000, 3, 0, 0, Duration.ofMinutes(1));
    StringWriter out = new StringWriter();
    RaceOutcome outcome;
    try (PitwallServer pitwall = PitwallServer.start(settings(), TOKEN)) {
      CampaignServer server =
          CampaignServer.existing(
              new HostPort("127.0.0.1", pitwall.httpAddress().getPort()),
              new HostPort("127.0.0.1", pitwall.postgresAddress().getPort()),
              TOKEN,
              ProcessHandle.current().pid());
      LoadOptions few = plan.load(server).withPace(Pace.DEFAULTS.withMaxBatches(BATCHES_BEFORE));
      try (LoadRunner before = new LoadRunner(few)) {
        before.start();
        assertThat(before.await().acknowledgedBatches()).isEqualTo(BATCHES_BEFORE);
      }
      outcome = new RaceRun(server, plan, new PrintWriter(new StringWriter())).run();
      new RaceReport(new PrintWriter(out), outcome).print();
    }

    assertThat(outcome.load().failedBatches()).isZero();
    assertThat(outcome.tables())
        .hasSize(3)
        .allSatisfy(table -> assertThat(table.isEqual()).as(table.toString()).isTrue());
    assertThat(outcome.sealed().isSealed()).isTrue();
    assertThat(outcome.panels())
        .hasSize(16)
        .allSatisfy(panel -> assertThat(panel.measured().firstError()).isNull());
    assertThat(out.toString()).contains("8 heavy braking", "bytes/row", "core-seconds");
  }

  @Test
  void aRaceWithoutAServerFails() {
    StringWriter out = new StringWriter();

    int code = race(out, "--server", "http://127.0.0.1:1", "--token", TOKEN, "--psql-every", "0");

    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("The race can't go on");
  }

  @Test
  void aRaceThatIsAllWarmUpIsRefused() {
    StringWriter out = new StringWriter();

    assertThat(race(out, "--seconds", "5", "--warm-up", "5")).isEqualTo(2);
    assertThat(out.toString()).contains("--seconds must be more than --warm-up");
  }

  private static int race(StringWriter out, String... arguments) {
    PrintWriter writer = new PrintWriter(out);
    return RaceCampaign.commandLine().setOut(writer).setErr(writer).execute(arguments);
  }

  private Settings settings() throws Exception {
    return Settings.load(
        Map.of(
            Setting.DATA_DIR, directory.resolve("data").toString(),
            Setting.HTTP, "127.0.0.1:0",
            Setting.PG, "127.0.0.1:0",
            Setting.SEAL_AGE, "1s"),
        Map.of(),
        null,
        Runtime.getRuntime().maxMemory());
  }
}
