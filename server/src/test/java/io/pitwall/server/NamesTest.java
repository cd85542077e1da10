package io.pitwall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names mean the same before and after a restart. */
class NamesTest {
  @TempDir private Path directory;

  @Test
  void aNameThatTheFilesCannotHoldIsRefusedAndTheOneItWouldBecomeStaysAlone() throws IOException {
    try (RunningServer server = RunningServer.start(directory, Map.of())) {
      assertThat(json(server, "[{'m':'t\\udc00','fields':{'a':1}},{'m':'t?','fields':{'a':2}}]"))
          .contains("\"rejected\":1", "half of a surrogate pair");
      assertThat(
              json(
                  server,
                  "[{'m':'u','tags':{'k':'\\udc00'},'fields':{'a':1}},"
                      + "{'m':'u','tags':{'k':'?'},'fields':{'a':2}}]"))
          .contains("\"rejected\":1");
      assertThat(server.data("SELECT a FROM \"t?\"")).isEqualTo("[[2]]");
    }
    try (RunningServer server = RunningServer.start(directory, Map.of())) {
      assertThat(server.data("SELECT a FROM \"t?\"")).isEqualTo("[[2]]");
      assertThat(server.data("SELECT k, a FROM u")).isEqualTo("[[\"?\",2]]");
      assertThat(server.data("SHOW TABLES")).contains("t?").doesNotContain("t\\udc00");
    }
  }

  @Test
  void aDatabaseOfAHeaderThatIsNotUtf8OrNobodySeesIsRefused() throws IOException {
    try (RunningServer server = RunningServer.start(directory, Map.of())) {
      for (String path : List.of("/write", "/api/v1/query")) {
        for (String name : List.of("X-Pitwall-Database", "X-Arc-Database")) {
          assertThat(answer(server, path, name + ": d\u00ff")).startsWith("HTTP/1.1 400");
        }
      }
      assertThat(answer(server, "/write", "X-Pitwall-Database: d\u00c2\u0085"))
          .startsWith("HTTP/1.1 400")
          .contains("control character U+0085");
      assertThat(answer(server, "/write", "X-Pitwall-Database: d\u00c3\u00a9"))
          .startsWith("HTTP/1.1 204");
      assertThat(server.post("/write?db=d%0a", "m f=1 1").statusCode()).isEqualTo(400);
      assertThat(server.data("SHOW DATABASES")).contains("d\u00e9").doesNotContain("\ufffd");
    }
  }

  private static String json(RunningServer server, String body) {
    return server.post("/api/v1/write/json?db=d", body.replace('\'', '"')).body();
  }

  /** Sends raw bytes, since clients of Java write no header that is not ASCII. */
  private static String answer(RunningServer server, String path, String header)
      throws IOException {
    String body = path.equals("/write") ? "m f=1 1" : "{\"sql\":\"SELECT 1\"}";
    String request =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\nAuthorization: Bearer "
            + RunningServer.TOKEN
            + "\r\n"
            + header
            + "\r\n\r\n"
            + body;
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return RunningServer.readAll(socket.getInputStream());
    }
  }
}
