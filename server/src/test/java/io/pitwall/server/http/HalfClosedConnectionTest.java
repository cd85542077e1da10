package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A client that ends its side of the connection, or all of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HalfClosedConnectionTest {
  private static final String PING = "GET /ping HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String TOKEN = "x-api-key: " + RunningServer.TOKEN + "\r\n";

  private RunningServer server;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    server = RunningServer.start(directory, Map.of());
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aClientThatEndsItsSideGetsTheAnswersToAllItSent() throws IOException {
    String lines = "half v=1 1";
    String write =
        "POST /write?db=d HTTP/1.1\r\nHost: h\r\n"
            + TOKEN
            + "Content-Length: "
            + lines.length()
            + "\r\n\r\n"
            + lines;
    String answers = exchange(write + query("SELECT v FROM half") + PING);
    assertThat(answers).startsWith("HTTP/1.1 204").contains("[[1.0]]").endsWith("\r\n\r\n");
    assertThat(answers.split("HTTP/1.1 204", -1)).hasSize(3);
  }

  @Test
  void requestsThatWaitForTheirTurnAreAnsweredToo() throws IOException {
    int requests = 5_000;
    assertThat(exchange(PING.repeat(requests)).split("HTTP/1.1 204", -1)).hasSize(requests + 1);
  }

  @Test
  void aRequestThatIsCutIsRefused() throws IOException {
    assertThat(exchange(PING + "GET /pi")).contains("HTTP/1.1 204", "HTTP/1.1 400");
    String body = "POST /write?db=d HTTP/1.1\r\nHost: h\r\n" + TOKEN + "Content-Length: 9\r\n\r\nx";
    assertThat(exchange(body)).startsWith("HTTP/1.1 400").contains("in the middle of a request");
    assertThat(server.server().inflightBytes()).isZero();
  }

  @Test
  void aClientThatSendsNothingIsForgotten() throws IOException {
    assertThat(exchange("")).isEmpty();
  }

  private String exchange(String requests) throws IOException {
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return RunningServer.readAll(socket.getInputStream());
    }
  }

  private static String query(String sql) {
    String body = "{\"sql\":\"" + sql + "\",\"database\":\"d\"}";
    return "POST /api/v1/query HTTP/1.1\r\nHost: h\r\n"
        + TOKEN
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
