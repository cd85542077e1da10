package io.pitwall.benchmarks.campaign;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a server each second: how long {@code GET /health} takes a stranger on a new connection,
 * and what memory the process takes. Two threads, so that a slow answer hides no memory.
 */
final class ServerWatch implements AutoCloseable {
  private static final int HEALTH_LIMIT_MILLIS = 30_000;
  private static final long SECOND_MILLIS = 1_000;
  private static final byte[] HEALTH =
      "GET /health HTTP/1.1\r\nHost: pitwall\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  /** How the server said that it was, over the whole time. */
  record Health(long asked, long failed, double worstMillis, String firstFailure) {}

  private final ServerProcess server;
  private final ProcessView view;
  private final RaceHttp http;
  private final AbuseSamples samples = new AbuseSamples();
  private final Thread healthThread;
  private final Thread memoryThread;
  private volatile boolean stopped;
  private long asked;
  private long failed;
  private double worstMillis;
  private @Nullable String firstFailure;

  private ServerWatch(ServerProcess server, ProcessView view, RaceHttp http) {
    this.server = server;
    this.view = view;
    this.http = http;
    healthThread = Thread.ofPlatform().daemon().name("watch-health").unstarted(this::watchHealth);
    memoryThread = Thread.ofPlatform().daemon().name("watch-memory").unstarted(this::watchMemory);
  }

  /** Begins to look. */
  static ServerWatch start(ServerProcess server, ProcessView view, RaceHttp http) {
    ServerWatch watch = new ServerWatch(server, view, http);
    watch.healthThread.start();
    watch.memoryThread.start();
    return watch;
  }

  AbuseSamples samples() {
    return samples;
  }

  synchronized Health health() {
    return new Health(asked, failed, worstMillis, firstFailure == null ? "" : firstFailure);
  }

  private void watchHealth() {
    while (!stopped) {
      long start = System.nanoTime();
      String failure = askHealth();
      double millis = (System.nanoTime() - start) / 1e6;
      told(millis, failure);
      rest(start);
    }
  }

  private synchronized void told(double millis, @Nullable String failure) {
    asked++;
    worstMillis = Math.max(worstMillis, millis);
    if (failure != null) {
      failed++;
      firstFailure = firstFailure == null ? failure : firstFailure;
    }
  }

  /** Null if it answers that it is well. */
  private @Nullable String askHealth() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(HEALTH_LIMIT_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
          HEALTH_LIMIT_MILLIS);
      socket.getOutputStream().write(HEALTH);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.startsWith("HTTP/1.1 200 ")
          ? null
          : answer.lines().findFirst().orElse("no answer");
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void watchMemory() {
    while (!stopped) {
      long start = System.nanoTime();
      try {
        long heap = CampaignMetrics.of(http).heapUsedBytes();
        samples.add(new AbuseSamples.Sample(view.residentBytes(), heap));
      } catch (IOException e) {
        told(0, "/metrics: " + e.getMessage());
      } catch (InterruptedException e) {
        return;
      }
      rest(start);
    }
  }

  private void rest(long startNanos) {
    long taken = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    try {
      TimeUnit.MILLISECONDS.sleep(SECOND_MILLIS - taken);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  /** Stops looking. */
  @Override
  public void close() throws IOException {
    stopped = true;
    healthThread.interrupt();
    memoryThread.interrupt();
    try {
      healthThread.join();
      memoryThread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
