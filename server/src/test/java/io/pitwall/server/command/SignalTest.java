package io.pitwall.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a process of its own. */
class SignalTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void signalsEndTheServerInOrderWithExitCodeZero(String signal) throws Exception {
    Process server = start();
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).startsWith("Admin token, shown only now: ");
      assertThat(out.readLine()).startsWith("Pitwall ready: http=127.0.0.1:");
      signal(server, signal);
      assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(out.lines()).isEmpty();
      assertThat(server.exitValue()).isZero();
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  @Test
  void theTokenIsShownOnceAndASecondServerOnTheDirectoryIsRefused() throws Exception {
    Process first = start();
    try (BufferedReader out = first.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).startsWith("Admin token");
      assertThat(out.readLine()).startsWith("Pitwall ready");
      Process second = start();
      try (BufferedReader said = second.errorReader(StandardCharsets.UTF_8)) {
        assertThat(said.lines()).anyMatch(line -> line.contains("can't start"));
        assertThat(second.waitFor()).isEqualTo(1);
      } finally {
        second.destroyForcibly().waitFor();
      }
      // Killed without a word, as by a crash.
      first.destroyForcibly().waitFor();
      Process third = start();
      try (BufferedReader said = third.inputReader(StandardCharsets.UTF_8)) {
        assertThat(said.readLine()).startsWith("Pitwall ready");
      } finally {
        third.destroyForcibly().waitFor();
      }
    } finally {
      first.destroyForcibly().waitFor();
    }
  }

  private Process start() throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-cp", classPath));
    command.add("io.pitwall.server.command.Main");
    command.addAll(List.of("server", "--data-dir", directory.toString()));
    command.addAll(List.of("--http", "127.0.0.1:0", "--pg", "127.0.0.1:0"));
    command.addAll(List.of("--log-level", "error", "--log-file-bytes", "4MiB"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("PITWALL_ADMIN_TOKEN");
    return builder.start();
  }

  private static void signal(Process process, String name) throws Exception {
    List<String> kill = List.of("kill", "-" + name, Long.toString(process.pid()));
    assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
  }
}
