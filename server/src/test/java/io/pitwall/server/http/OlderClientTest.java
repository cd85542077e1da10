package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.server.RunningServer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A client that speaks HTTP/1.0. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OlderClientTest {
  private static final int ROWS = 60_000;

  private RunningServer server;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    server = RunningServer.start(directory, Map.of());
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      lines.append("late n=").append(ROWS - 1 - i).append("i ").append(i).append('\n');
    }
    assertThat(server.write(lines.toString()).statusCode()).isEqualTo(204);
    assertThat(server.data("SELECT COUNT(*) FROM late")).isEqualTo("[[" + ROWS + "]]");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aConnectionIsKeptIfTheClientAsksForIt() throws IOException {
    String kept = "GET /ping HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    String answers = server.exchangeUntilClosed(kept + "GET /health HTTP/1.0\r\n\r\n");
    assertThat(answers).startsWith("HTTP/1.1 204").contains("Connection: keep-alive\r\n");
    assertThat(answers).contains("HTTP/1.1 200", "Connection: close\r\n");
  }

  @Test
  void aLongAnswerEndsWithTheConnectionAndIsNotSentInChunks() throws IOException {
    String answer = server.exchangeUntilClosed(query("SELECT n FROM late", "keep-alive"));
    assertThat(answer).startsWith("HTTP/1.1 200").contains("Connection: close\r\n");
    assertThat(answer).doesNotContain("Transfer-Encoding", "Content-Length");
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(body).startsWith("{").endsWith("}\n").contains("[0]]", "\"row_count\":" + ROWS);
    assertThat(body).doesNotContain("\r\n");
  }

  @Test
  void aShortAnswerHasItsLengthAndLeavesTheConnectionOpen() throws IOException {
    String answers =
        server.exchangeUntilClosed(
            query("SELECT COUNT(*) FROM late", "keep-alive") + "GET /ping HTTP/1.0\r\n\r\n");
    assertThat(answers).contains("Content-Length", "Connection: keep-alive\r\n", "[[60000]]");
    assertThat(answers).contains("HTTP/1.1 204");
  }

  /** The end of the connection would make a part look like the whole. */
  @Test
  void anAnswerThatCanNotBeFinishedResetsTheConnection() {
    assertThatThrownBy(
            () -> server.exchangeUntilClosed(query("SELECT n, 1000000 / n FROM late", "close")))
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  private static String query(String sql, String connection) {
    byte[] body =
        ("{\"sql\":\"" + sql + "\",\"database\":\"d\"}").getBytes(StandardCharsets.US_ASCII);
    return "POST /api/v1/query HTTP/1.0\r\nx-api-key: "
        + RunningServer.TOKEN
        + "\r\nConnection: "
        + connection
        + "\r\nContent-Length: "
        + body.length
        + "\r\n\r\n"
        + new String(body, StandardCharsets.US_ASCII);
  }
}
