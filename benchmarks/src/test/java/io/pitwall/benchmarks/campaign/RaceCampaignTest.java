package io.pitwall.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.PitwallServer;
import io.pitwall.server.config.Setting;
import io.pitwall.server.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short, slow race against a server in this process; no latency is judged. */
class RaceCampaignTest {
  private static final String TOKEN = "the-race-campaigns-token";

  @TempDir private Path directory;

  @Test
  void aShortRaceIsCountedWholeAndItsQueriesAreNeverEmpty() throws Exception {
    try (PitwallServer server = PitwallServer.start(settings(), TOKEN)) {
      StringWriter out = new StringWriter();
      int code =
          race(
              out,
              "--server",
              "http://127.0.0.1:" + server.httpAddress().getPort(),
              "--pg",
              "127.0.0.1:" + server.postgresAddress().getPort(),
              "--token",
              TOKEN,
              "--rate",
              "60000",
              "--seconds",
              "5",
              "--warm-up",
              "4",
              "--psql-every",
              "0");

      assertThat(out.toString()).contains("Everything held.");
      assertThat(code).isZero();
      assertThat(server.storeStatistics().segmentRows()).isEqualTo(300_000);
    }
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
