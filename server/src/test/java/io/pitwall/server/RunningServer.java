package io.pitwall.server;

import io.pitwall.server.config.ConfigurationException;
import io.pitwall.server.config.Setting;
import io.pitwall.server.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** A whole server in this process, on free ports and a folder of the test's. */
public final class RunningServer implements AutoCloseable {
  /** Its admin's token. */
  public static final String TOKEN = "a-token-for-all-tests";

  private static final int READ_TIMEOUT_MILLIS = 20_000;
  private static final long HEAP_BYTES = 512L << 20;

  private final PitwallServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningServer(PitwallServer server) {
    this.server = server;
  }

  /** Starts with some settings other than their defaults. */
  public static RunningServer start(Path directory, Map<Setting, String> settings)
      throws IOException {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.put(Setting.DATA_DIR, directory.toString());
    flags.put(Setting.HTTP, "127.0.0.1:0");
    flags.put(Setting.PG, "127.0.0.1:0");
    flags.put(Setting.LOG_FILE_BYTES, "4MiB");
    flags.putAll(settings);
    try {
      Settings all = Settings.load(flags, Map.of(), null, HEAP_BYTES);
      return new RunningServer(PitwallServer.start(all, TOKEN));
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public PitwallServer server() {
    return server;
  }

  /** A request to be completed, with the token. */
  public HttpRequest.Builder request(String path) {
    return plainRequest(path).header("Authorization", "Bearer " + TOKEN);
  }

  /** A request to be completed, without a token. */
  public HttpRequest.Builder plainRequest(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.httpAddress().getPort() + path));
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  public HttpResponse<String> post(String path, byte[] body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
  }

  public HttpResponse<String> post(String path, String body) {
    return post(path, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes line protocol into the database {@code d}. */
  public HttpResponse<String> write(String lines) {
    return post("/write?db=d", lines);
  }

  /** Asks in the database {@code d}. */
  public HttpResponse<String> query(String sql) {
    String quoted = sql.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return send(
        request("/api/v1/query")
            .header("X-Pitwall-Database", "d")
            .POST(HttpRequest.BodyPublishers.ofString("{\"sql\":\"" + quoted + "\"}"))
            .build());
  }

  /** The part of an answer between {@code "data":} and {@code ,"row_count"}. */
  public String data(String sql) {
    String body = query(sql).body();
    int from = body.indexOf("\"data\":");
    int to = body.indexOf(",\"row_count\"");
    return from < 0 || to < 0 ? body : body.substring(from + 7, to);
  }

  /** The value of a metric, by its name and labels as they stand in the text. */
  public double metric(String sample) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + sample));
  }

  /** A socket to speak HTTP by hand. */
  public Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", server.httpAddress().getPort());
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    return socket;
  }

  /** Sends bytes and reads all that comes until the server ends the connection. */
  public String exchangeUntilClosed(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return readAll(socket.getInputStream());
    }
  }

  /** Everything up to the end of the stream. */
  public static String readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
