package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.Eventually;
import io.pitwall.server.RunningServer;
import io.pitwall.server.config.Setting;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What goes on between the bytes of one connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionTest {
  private static final String TOKEN = "x-api-key: " + RunningServer.TOKEN + "\r\n";

  private RunningServer server;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    server =
        RunningServer.start(
            directory,
            Map.of(
                Setting.MAX_CONNECTIONS, "20",
                Setting.MAX_PIPELINED_REQUESTS, "4",
                Setting.HEADER_TIMEOUT, "300ms",
                Setting.BODY_TIMEOUT, "2s",
                Setting.IDLE_TIMEOUT, "60s"));
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
    StringBuilder requests = new StringBuilder();
    for (int i = 1; i <= 30; i++) {
      requests.append(write("ordered v=" + i + "i " + i, ""));
      requests.append(query("SELECT MIN(v) + " + 1000 * i + " FROM ordered"));
      requests.append("GET /ping HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    requests.append("GET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    String answers = server.exchangeUntilClosed(requests.toString());
    int at = 0;
    for (int i = 1; i <= 30; i++) {
      for (String part :
          List.of(
              "HTTP/1.1 204", "[[" + (1000 * i + 1) + "]]", "HTTP/1.1 204", "X-Pitwall-Version")) {
        at = answers.indexOf(part, at) + 1;
        assertThat(at).as("%s of round %s in %s", part, i, answers).isPositive();
      }
    }
    assertThat(answers.indexOf("\"state\":\"ok\"", at)).isPositive();
  }

  @Test
  void ambiguousRequestsAreRefusedAndTheirConnectionClosed() throws IOException {
    String smuggled = "GET /smuggled HTTP/1.1\r\nHost: h\r\n" + TOKEN + "\r\n";
    List<String> requests =
        List.of(
            post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
            post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n") + "0\r\n\r\n",
            post("Transfer-Encoding: chunked, identity\r\n") + "0\r\n\r\n",
            post("Transfer-Encoding : chunked\r\n") + "0\r\n\r\n",
            post("Transfer-Encoding:\r\n chunked\r\n") + "0\r\n\r\n",
            post("Content-Length: 3\r\nContent-Length: 5\r\n") + "a v=1",
            post("X: y\r\n folded\r\nContent-Length: 0\r\n"),
            post("Transfer-Encoding: chunked\r\n") + "5;a=\"\r\n\"\r\na v=1\r\n0\r\n\r\n",
            post("Transfer-Encoding: chunked\r\n") + "zz\r\n",
            "GET / HTTP/1.1\nHost: h\n\n",
            "not http at all\r\n\r\n");
    for (String request : requests) {
      String answer = server.exchangeUntilClosed(request + smuggled);
      assertThat(answer).as(request).startsWith("HTTP/1.1 400").contains("Connection: close");
      assertThat(answer).as(request).doesNotContain("/smuggled").contains("{\"error\":");
    }
    assertThat(server.query("SELECT * FROM a").statusCode()).isEqualTo(400);
  }

  @Test
  void aBodyOfUnknownLengthIsRefused() throws IOException {
    String request = post("Connection: close\r\n");
    assertThat(server.exchangeUntilClosed(request)).startsWith("HTTP/1.1 411");
  }

  @Test
  void chunkedBodiesAreStored() throws IOException {
    String request =
        post("Transfer-Encoding: chunked\r\nConnection: close\r\n")
            + "6\r\nchunk \r\n5\r\nv=1 1\r\n0\r\n\r\n";
    assertThat(server.exchangeUntilClosed(request)).startsWith("HTTP/1.1 204");
    assertThat(server.data("SELECT v FROM chunk")).isEqualTo("[[1.0]]");
  }

  @Test
  void leaveToSendTheBodyComesAfterTheHeadIsChecked() throws IOException {
    try (Socket socket = server.connect()) {
      send(socket, post("Content-Length: 8\r\nExpect: 100-continue\r\nConnection: close\r\n"));
      byte[] leave = socket.getInputStream().readNBytes(25);
      assertThat(new String(leave, StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      send(socket, "leave v=");
      assertThat(RunningServer.readAll(socket.getInputStream())).startsWith("HTTP/1.1 400");
    }
    String tooLong = post("Content-Length: 999999999\r\nExpect: 100-continue\r\n");
    assertThat(server.exchangeUntilClosed(tooLong)).startsWith("HTTP/1.1 413");
    String noToken = tooLong.replace(TOKEN, "");
    assertThat(server.exchangeUntilClosed(noToken)).startsWith("HTTP/1.1 401");
  }

  @Test
  void aRefusalOfAShortBodyLeavesTheConnectionOpen() throws IOException {
    String refused = write("a v=1", "Idempotency-Key: 1\r\n");
    String answers =
        server.exchangeUntilClosed(
            refused + "GET /ping HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    assertThat(answers).startsWith("HTTP/1.1 400").contains("HTTP/1.1 204");
  }

  @Test
  void headsAndBodiesThatDoNotComeAreEnded() throws IOException {
    assertThat(server.exchangeUntilClosed("POST /wri")).startsWith("HTTP/1.1 408");
    assertThat(server.exchangeUntilClosed(post("Content-Length: 9\r\n") + "slow "))
        .startsWith("HTTP/1.1 408");
    assertThat(server.server().inflightBytes()).isZero();
  }

  @Test
  void aClientThatGoesInTheMiddleOfABodyLeavesNothing() throws Exception {
    try (Socket socket = server.connect()) {
      send(socket, post("Content-Length: 100\r\n") + "gone v=1 1\n");
      Eventually.isSo("the body is in memory", () -> server.server().inflightBytes() > 0);
    }
    Eventually.isSo("its memory is given back", () -> server.server().inflightBytes() == 0);
    assertThat(server.query("SELECT * FROM gone").statusCode()).isEqualTo(400);
  }

  @Test
  void connectionsPastTheirLimitAreToldSo() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      String answer = "";
      for (int i = 0; i < 40 && answer.isEmpty(); i++) {
        Socket socket = server.connect();
        open.add(socket);
        send(socket, "GET /ping HTTP/1.1\r\nHost: h\r\n\r\n");
        byte[] status = socket.getInputStream().readNBytes(12);
        if (!new String(status, StandardCharsets.US_ASCII).endsWith("204")) {
          answer = RunningServer.readAll(socket.getInputStream());
        }
      }
      assertThat(answer).contains("(limit max-connections)", "Retry-After");
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
    Eventually.isSo(
        "the other tests can connect",
        () ->
            server.get("/ping").statusCode() == 204
                && server.metric("pitwall_http_connections") < 5);
  }

  private static String post(String headers) {
    return "POST /write?db=d HTTP/1.1\r\nHost: h\r\n" + TOKEN + headers + "\r\n";
  }

  private static String write(String lines, String headers) {
    return post("Content-Length: " + lines.length() + "\r\n" + headers) + lines;
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

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
