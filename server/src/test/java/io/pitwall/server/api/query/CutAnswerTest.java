package io.pitwall.server.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.Eventually;
import io.pitwall.server.RunningServer;
import io.pitwall.server.config.Setting;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that can't be finished never look whole. */
class CutAnswerTest {
  private static final int ROWS = 60_000;

  @TempDir private Path directory;

  @Test
  void anErrorBehindTheFirstByteCutsTheConnectionBeforeTheLastChunk() throws Exception {
    try (RunningServer server = RunningServer.start(directory, Map.of())) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < ROWS; i++) {
        lines.append("late n=").append(ROWS - 1 - i).append("i ").append(i).append('\n');
      }
      assertThat(server.write(lines.toString()).statusCode()).isEqualTo(204);
      String answer = server.exchangeUntilClosed(query("SELECT n, 1000000 / n FROM late"));
      assertThat(answer).startsWith("HTTP/1.1 200").contains("Transfer-Encoding: chunked");
      assertThat(answer).contains("[59999,16]").doesNotContain("row_count");
      assertThat(answer).doesNotEndWith("0\r\n\r\n");
      Eventually.isSo(
          "it is counted",
          () -> server.metric("pitwall_query_aborts_total{protocol=\"http\"}") == 1);
      assertThat(server.data("SELECT COUNT(*) FROM late")).isEqualTo("[[" + ROWS + "]]");
    }
  }

  @Test
  void aReaderThatIsTooSlowIsCutAndHoldsUpNobody() throws Exception {
    Map<Setting, String> settings =
        Map.of(Setting.QUERY_THREADS, "2", Setting.WRITE_TIMEOUT, "500ms");
    try (RunningServer server = RunningServer.start(directory, settings)) {
      UnreadAnswer.writeTable(server);
      try (UnreadAnswer unread = new UnreadAnswer(server)) {
        for (int i = 0; i < 10; i++) {
          assertThat(server.data("SELECT COUNT(*) FROM large")).isEqualTo("[[36000]]");
          assertThat(server.write("other v=1").statusCode()).isEqualTo(204);
        }
        Eventually.isSo("the query has ended", () -> server.metric("pitwall_queries_paused") == 0);
        String rest = unread.readToEnd();
        assertThat(rest).doesNotContain("row_count").doesNotEndWith("0\r\n\r\n");
      }
    }
  }

  @Test
  void aQueryThatTakesTooLongIsAGatewayTimeout() throws Exception {
    try (RunningServer server =
        RunningServer.start(directory, Map.of(Setting.QUERY_TIMEOUT, "1ms"))) {
      UnreadAnswer.writeTable(server);
      HttpResponse<String> answer =
          server.query("SELECT COUNT(DISTINCT text || CAST(n AS VARCHAR)) FROM large");
      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(answer.body()).contains("\"success\":false", "57014", "out of time");
      Eventually.isSo(
          "it is counted",
          () -> server.metric("pitwall_query_errors_total{protocol=\"http\"}") == 1);
    }
  }

  private static String query(String sql) {
    byte[] body =
        ("{\"sql\":\"" + sql + "\",\"database\":\"d\"}").getBytes(StandardCharsets.US_ASCII);
    return "POST /api/v1/query HTTP/1.1\r\nHost: h\r\nx-api-key: "
        + RunningServer.TOKEN
        + "\r\nContent-Length: "
        + body.length
        + "\r\n\r\n"
        + new String(body, StandardCharsets.US_ASCII);
  }
}
