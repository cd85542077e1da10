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

/** A server whose log was damaged while it was not running. */
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
