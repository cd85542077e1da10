package io.pitwall.benchmarks.campaign;

import io.pitwall.client.load.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The yardstick: an outside program, one Java source file that is started with a port of 127.0.0.1
 * and the file it logs to, and then takes line protocol on every path.
 */
final class IngestYardstick implements IngestContestant {
  private static final long START_LIMIT_MILLIS = 60_000;
  private static final long POLL_MILLIS = 50;

  private final CampaignProcess process;
  private final int port;
  private final Path directory;
  private final Path log;

  private IngestYardstick(CampaignProcess process, int port, Path directory, Path log) {
    this.process = process;
    this.port = port;
    this.directory = directory;
    this.log = log;
  }

  /**
   * Compiles and starts it with the Java that runs this.
   *
   * @param source the program's source file
   * @param parent where its folder is made, or null for the system's temporary folder
   * @throws IOException if it does not start
   */
  static IngestYardstick start(Path source, @Nullable Path parent)
      throws IOException, InterruptedException {
    Path directory = CampaignFiles.create(parent, "pitwall-yardstick-");
    Path log = directory.resolve("log");
    int port = freePort();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    CampaignProcess process =
        CampaignProcess.start(
            List.of(
                java, source.toAbsolutePath().toString(), Integer.toString(port), log.toString()),
            Map.of(),
            directory.resolve("yardstick-stdout.txt"));
    IngestYardstick yardstick = new IngestYardstick(process, port, directory, log);
    Runtime.getRuntime().addShutdownHook(new Thread(yardstick::endQuietly, "end-yardstick"));
    try {
      yardstick.awaitConnection();
      return yardstick;
    } catch (IOException | InterruptedException e) {
      yardstick.close();
      throw e;
    }
  }

  /** Free now; nobody else should take it within the second that the yardstick needs to. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitConnection() throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT_MILLIS * 1_000_000;
    while (!acceptsConnections()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("the yardstick did not start; its reasons are above");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private boolean acceptsConnections() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Target target() {
    return Target.DEFAULTS.withAddress("127.0.0.1", port);
  }

  @Override
  public double cpuSeconds() throws IOException {
    return CampaignServer.cpuSeconds(process.pid());
  }

  /** It has none: a row is done when it is acknowledged. */
  @Override
  public void finishWork() {}

  /** Gives the disk space of its log back; it continues writing after the hole. */
  @Override
  public void tidy() throws IOException {
    FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
  }

  @Override
  public void close() throws IOException {
    process.close();
    CampaignFiles.deleteAll(directory);
  }

  private void endQuietly() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("The yardstick's folder could not be deleted: " + e.getMessage());
    }
  }
}
