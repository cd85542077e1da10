package io.pitwall.benchmarks.campaign;

import io.pitwall.server.config.HostPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks with the {@code psql} program, a process for each statement. */
final class RacePsql implements RaceProtocol {
  private final List<String> command;
  private final String token;

  RacePsql(HostPort address, String token, String database) {
    this.token = token;
    command =
        List.of(
            "psql",
            "-X", // no start-up file
            "-q",
            "-A", // unaligned: one line a row
            "-t", // no header
            "-w", // never asks for a password
            "-h",
            address.host(),
            "-p",
            Integer.toString(address.port()),
            "-U",
            "admin",
            "-d",
            database,
            "-c");
  }

  /** The version of the program on the path, or null if there is none. */
  static @Nullable String version() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("psql", "--version").start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? text.strip() : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Each line as a row of one value; no answer of the dashboard has a line break in it. */
  @Override
  public List<List<@Nullable String>> ask(String sql) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(command);
    words.add(sql);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("PGPASSWORD", token);
    builder.environment().put("PGCONNECT_TIMEOUT", "60");
    Process process = builder.start();
    process.getOutputStream().close();
    String lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException("psql ended with exit code " + code + ": " + errors.strip());
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    lines.lines().forEach(line -> rows.add(Collections.singletonList(line)));
    return rows;
  }

  @Override
  public void close() {}
}
