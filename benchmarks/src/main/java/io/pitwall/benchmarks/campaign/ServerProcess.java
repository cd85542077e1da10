package io.pitwall.benchmarks.campaign;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, on loopback and free ports. Killed by its process id alone;
 * owned by one thread.
 */
final class ServerProcess implements AutoCloseable {
  private static final long START_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long PROBE_MILLIS = 5;
  private static final int NO_CONTENT = 204;
  private static final int OK = 200;

  private final Process process;
  private final int port;
  private final int postgresPort;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final long startedNanos = System.nanoTime();

  private ServerProcess(Process process, int port, int postgresPort, String token) {
    this.process = process;
    this.port = port;
    this.postgresPort = postgresPort;
    this.token = token;
  }

  /**
   * Starts a server; it does not answer yet.
   *
   * @param launcher the script that becomes the server
   * @param flags settings beside the directory and the addresses
   */
  static ServerProcess start(
      Path launcher, Path data, String token, String heap, List<String> flags) throws IOException {
    return start(launcher, data, token, Map.of("PITWALL_HEAP", heap), flags);
  }

  /**
   * Starts a server; it does not answer yet.
   *
   * @param launcher the script that becomes the server
   * @param environment what the launcher takes from variables
   * @param flags settings beside the directory and the addresses
   */
  static ServerProcess start(
      Path launcher, Path data, String token, Map<String, String> environment, List<String> flags)
      throws IOException {
    int port = freePort();
    int postgresPort = freePort();
    List<String> command = new ArrayList<>();
    command.add(launcher.toString());
    command.add("server");
    command.add("--data-dir=" + data);
    command.add("--http=127.0.0.1:" + port);
    command.add("--pg=127.0.0.1:" + postgresPort);
    command.addAll(flags);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PITWALL_ADMIN_TOKEN", token);
    builder.environment().putAll(environment);
    File log = log(data).toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    return new ServerProcess(builder.start(), port, postgresPort, token);
  }

  /** The file that takes what servers on a data directory print. */
  static Path log(Path data) {
    return data.resolveSibling("server.log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  int postgresPort() {
    return postgresPort;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  String token() {
    return token;
  }

  /**
   * Writes a row until it is acknowledged.
   *
   * @return seconds from the start of the process to the first acknowledgement
   * @throws IOException if the process ends, or takes no write for minutes
   */
  double awaitWrites() throws IOException, InterruptedException {
    while (System.nanoTime() - startedNanos < START_LIMIT_NANOS) {
      if (!process.isAlive()) {
        throw new IOException("the server ended with code " + process.exitValue());
      }
      try {
        if (isProbeTaken()) {
          return (System.nanoTime() - startedNanos) / 1e9;
        }
      } catch (IOException notYet) {
        // it does not listen yet
      }
      Thread.sleep(PROBE_MILLIS);
    }
    throw new IOException("the server takes no writes");
  }

  /** Writes a row by a bare socket, which takes the least of what the starting server needs. */
  private boolean isProbeTaken() throws IOException {
    String body = "probe value=1i";
    String head =
        "POST /api/v1/write/line-protocol HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + token
            + "\r\nX-Pitwall-Database: "
            + KillCampaign.DATABASE
            + "\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.startsWith("HTTP/1.1 " + NO_CONTENT);
    }
  }

  /** Whether a body of line protocol was acknowledged; any thread. */
  boolean write(String body) throws IOException, InterruptedException {
    HttpRequest request =
        request("/api/v1/write/line-protocol")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == NO_CONTENT;
  }

  /** One figure of {@code /metrics}. */
  double metric(String name) throws IOException, InterruptedException {
    HttpRequest request = request("/metrics").build();
    String text = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    for (String line : text.lines().toList()) {
      if (line.startsWith(name + " ")) {
        return Double.parseDouble(line.substring(name.length() + 1));
      }
    }
    throw new IOException("no metric " + name);
  }

  /** The answer to a statement as JSON. */
  byte[] query(String sql) throws IOException, InterruptedException {
    String body = "{\"sql\":\"" + sql.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    HttpRequest request =
        request("/api/v1/query").POST(HttpRequest.BodyPublishers.ofString(body)).build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != OK) {
      throw new IOException(
          "'%s' was answered with %d: %s"
              .formatted(
                  sql, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)));
    }
    return response.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofMinutes(2))
        .header("Authorization", "Bearer " + token)
        .header("X-Pitwall-Database", KillCampaign.DATABASE)
        .header("Content-Type", "application/json");
  }

  /** As {@code kill -9}; returns once the process is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    http.close();
  }
}
