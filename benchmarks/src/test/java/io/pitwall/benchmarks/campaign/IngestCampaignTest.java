package io.pitwall.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A second of writing to a real server, whose speed nobody judges. */
class IngestCampaignTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    PrintWriter writer = new PrintWriter(out);
    return new CommandLine(new IngestCampaign()).setOut(writer).setErr(writer).execute(arguments);
  }

  @Test
  void whatWasAcknowledgedIsCountedAndSealed() throws Exception {
    int code =
        run(
            "--rounds=1",
            "--seconds=1",
            "--warm-up=1",
            "--seal-age=1s",
            "--pitwall=" + TestLauncher.in(directory),
            "--directory=" + directory);
    assertThat(out.toString()).contains("COUNT(*)", "Median of 1 rounds", "bytes/row");
    assertThat(code).isZero();
  }

  @Test
  void aYardstickThatIsNoFileIsRefused() {
    assertThat(run("--yardstick=" + directory)).isEqualTo(2);
    assertThat(out.toString()).contains("--yardstick: no file");
  }
}
