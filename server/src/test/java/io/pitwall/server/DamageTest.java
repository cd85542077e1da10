package io.pitwall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.config.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose files were damaged while it was not running. */
class DamageTest {
  private static final String VICTIM = "victim-of-the-damage";

  @TempDir private Path directory;

  @Test
  void aFlippedByteOfTheLogIsReportedWithItsPlaceAndTheOtherRowsAreThere() throws IOException {
    Map<Setting, String> settings = Map.of(Setting.SEAL_AGE, "1h");
    try (RunningServer server = RunningServer.start(directory, settings)) {
      server.write("t s=\"first\" 1");
      server.write("t s=\"" + VICTIM + "\" 2");
      server.write("t s=\"last\" 3");
    }
    flipAByteOfTheVictim();
    try (RunningServer server = RunningServer.start(directory, settings)) {
      String anonymous = server.send(server.plainRequest("/health").GET().build()).body();
      assertThat(anonymous).contains("\"degraded\"", "damage-found").doesNotContain("details");
      assertThat(server.get("/health").body()).contains("\"details\":[\"").contains("log");
      assertThat(server.metric("pitwall_log_damages")).isPositive();
      assertThat(server.data("SELECT s FROM t")).contains("first").doesNotContain("victim");
      assertThat(server.write("t s=\"new\" 4").statusCode()).isEqualTo(204);
      assertThat(server.data("SELECT s FROM t WHERE s = 'new'")).isEqualTo("[[\"new\"]]");
    }
  }

  @Test
  void aDamagedSegmentFailsByNameAndOnlyWhereItsRowsAreNeeded()
      throws IOException, InterruptedException {
    Map<Setting, String> settings = Map.of(Setting.SEAL_ROWS, "2");
    try (RunningServer server = RunningServer.start(directory, settings)) {
      server.write("t v=1i 1\nt v=2i 2");
      Eventually.isSo("one segment", () -> segments(server) == 1);
      server.write("t v=3i 7200000000000\nt v=4i 7200000000001");
      Eventually.isSo("two segments", () -> segments(server) == 2);
    }
    Path segment = directory.resolve("segments").resolve("0000000000000001.seg");
    Files.write(segment, new byte[] {1, 2, 3});
    try (RunningServer server = RunningServer.start(directory, settings)) {
      assertThat(server.get("/health").body()).contains("degraded", "0000000000000001.seg");
      assertThat(server.query("SELECT v FROM t").body())
          .contains("reading rows failed", "segments/0000000000000001.seg");
      assertThat(server.data("SELECT v FROM t WHERE time >= '1970-01-01T01:00:00Z' ORDER BY time"))
          .isEqualTo("[[3],[4]]");
      assertThat(server.write("t v=5i 7200000000002").statusCode()).isEqualTo(204);
    }
  }

  private static int segments(RunningServer server) {
    return server.server().storeStatistics().segments().count();
  }

  private void flipAByteOfTheVictim() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    int flipped = 0;
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(VICTIM);
      if (at >= 0) {
        bytes[at + 3] ^= 0x10;
        Files.write(file, bytes);
        flipped++;
      }
    }
    assertThat(flipped).isEqualTo(1);
  }
}
