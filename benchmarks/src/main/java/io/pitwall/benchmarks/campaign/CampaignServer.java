package io.pitwall.benchmarks.campaign;

import io.pitwall.server.config.HostPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server that a campaign runs against: a process of its own on free loopback ports with a new
 * data directory, or one that serves already.
 */
final class CampaignServer implements AutoCloseable {
  /** The environment variable that the server takes its admin token from. */
  static final String TOKEN_VARIABLE = "PITWALL_ADMIN_TOKEN";

  /** Long, because the launcher may have to build the server first. */
  private static final Duration START_LIMIT = Duration.ofMinutes(10);

  private static final String READY = "Pitwall ready: ";
  private static final Pattern ADDRESSES = Pattern.compile("http=(\\S+) pg=(\\S+) data=.*");

  private final HostPort http;
  private final HostPort postgres;
  private final String token;
  private final long pid;
  private final @Nullable CampaignProcess process;
  private final @Nullable Path directory;

  private CampaignServer(
      HostPort http,
      HostPort postgres,
      String token,
      long pid,
      @Nullable CampaignProcess process,
      @Nullable Path directory) {
    this.http = http;
    this.postgres = postgres;
    this.token = token;
    this.pid = pid;
    this.process = process;
    this.directory = directory;
  }

  /** A server that runs already; {@code pid} 0 if its processor time is not to be measured. */
  static CampaignServer existing(HostPort http, HostPort postgres, String token, long pid) {
    return new CampaignServer(http, postgres, token, pid, null, null);
  }

  /**
   * Starts one and waits until it takes writes.
   *
   * @param launcher the {@code pitwall} script
   * @param parent where its folder is made, or null for the system's temporary folder
   * @param settings further flags
   * @throws IOException if it does not start
   */
  static CampaignServer start(Path launcher, @Nullable Path parent, List<String> settings)
      throws IOException, InterruptedException {
    Path directory = CampaignFiles.create(parent, "pitwall-campaign-");
    String token = UUID.randomUUID().toString();
    List<String> command = new ArrayList<>();
    command.add(launcher.toAbsolutePath().toString());
    command.addAll(List.of("server", "--data-dir", directory.resolve("data").toString()));
    command.addAll(List.of("--http", "127.0.0.1:0", "--pg", "127.0.0.1:0"));
    command.addAll(settings);
    CampaignProcess process =
        CampaignProcess.start(
            command, Map.of(TOKEN_VARIABLE, token), directory.resolve("server-stdout.txt"));
    boolean started = false;
    try {
      String ready = process.awaitLine(READY, START_LIMIT);
      Matcher addresses = ADDRESSES.matcher(ready.substring(READY.length()));
      if (!addresses.matches()) {
        throw new IOException("the server's line names no addresses: " + ready);
      }
      HostPort http = HostPort.parse(addresses.group(1));
      HostPort postgres = HostPort.parse(addresses.group(2));
      CampaignServer server =
          new CampaignServer(http, postgres, token, process.pid(), process, directory);
      Runtime.getRuntime().addShutdownHook(new Thread(server::endQuietly, "end-server"));
      started = true;
      return server;
    } finally {
      if (!started) {
        process.close();
        CampaignFiles.deleteAll(directory);
      }
    }
  }

  HostPort http() {
    return http;
  }

  HostPort postgres() {
    return postgres;
  }

  URI url() {
    return URI.create("http://" + http);
  }

  String token() {
    return token;
  }

  /** Processor time since its start, user and system; empty if its process is not known. */
  OptionalDouble cpuSeconds() throws IOException {
    return pid == 0 ? OptionalDouble.empty() : OptionalDouble.of(cpuSeconds(pid));
  }

  /** Processor time of a process since its start, user and system. */
  static double cpuSeconds(long pid) throws IOException {
    return ProcessHandle.of(pid)
            .flatMap(handle -> handle.info().totalCpuDuration())
            .orElseThrow(
                () -> new IOException("the processor time of process " + pid + " is unknown"))
            .toMillis()
        / 1000.0;
  }

  /** Whether the campaign started it, so that its data directory is new and its own. */
  boolean isOurs() {
    return process != null;
  }

  /** What it is and where it keeps its data. */
  String description() throws IOException {
    String where = "http=" + http + " pg=" + postgres;
    return directory == null
        ? where
        : where + " data=" + directory + " on " + Files.getFileStore(directory).type();
  }

  /** Ends the process and deletes its data if the campaign started it. */
  @Override
  public void close() throws IOException {
    if (process != null) {
      process.close();
    }
    if (directory != null) {
      CampaignFiles.deleteAll(directory);
    }
  }

  private void endQuietly() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("The server's folder could not be deleted: " + e.getMessage());
    }
  }
}
