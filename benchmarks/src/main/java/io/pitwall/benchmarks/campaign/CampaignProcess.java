package io.pitwall.benchmarks.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that a campaign starts and ends. Its stderr goes to ours, its stdout to a file. */
final class CampaignProcess implements AutoCloseable {
  private static final long POLL_MILLIS = 20;
  private static final long END_SECONDS = 60;

  private final Process process;
  private final Path output;

  private CampaignProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a command.
   *
   * @param environment variables to add to ours
   * @param output the file that takes its stdout
   */
  static CampaignProcess start(List<String> command, Map<String, String> environment, Path output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectOutput(output.toFile());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new CampaignProcess(builder.start(), output);
  }

  /**
   * Waits for a whole line on stdout that begins with {@code prefix}.
   *
   * @throws IOException if the process ends first, or the time is over
   */
  String awaitLine(String prefix, Duration limit) throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      boolean alive = process.isAlive();
      String text = Files.readString(output);
      int from = text.startsWith(prefix) ? 0 : text.indexOf("\n" + prefix) + 1;
      int to = text.indexOf('\n', from);
      if (to >= 0 && text.startsWith(prefix, from)) {
        return text.substring(from, to);
      }
      if (!alive) {
        throw new IOException(
            "the server ended with exit code " + process.exitValue() + ": " + text);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    throw new IOException(
        "the server said no '" + prefix + "…' within " + limit.toSeconds() + " s");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Asks it to end, and ends it by force if it has not done so within a minute. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
