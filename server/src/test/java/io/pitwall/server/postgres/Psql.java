package io.pitwall.server.postgres;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** PostgreSQL's own terminal, as a process. */
final class Psql {
  private static final Path PROGRAM = Path.of("/usr/bin/psql");

  private Psql() {}

  /** Skips the test, in so many words, where there is no psql. */
  static void assumePresent() {
    Assumptions.assumeTrue(
        Files.isExecutable(PROGRAM),
        PROGRAM + " is not there, so NOTHING was tested against it; install postgresql-client");
  }

  /** Runs psql with the text as its input; gives both its outputs together. */
  static String run(InetSocketAddress server, String input, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(PROGRAM.toString());
    command.addAll(List.of("-X", "-h", "127.0.0.1", "-U", "admin", "-d", "race"));
    command.addAll(List.of("-p", Integer.toString(server.getPort())));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", TestServer.PASSWORD);
    builder.environment().put("PGCONNECT_TIMEOUT", "20");
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
