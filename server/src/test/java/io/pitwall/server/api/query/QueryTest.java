package io.pitwall.server.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryTest {
  private RunningServer server;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    server = RunningServer.start(directory, Map.of());
    server.write(
        "t,tag=a\\ \"b\\\" v=1.5,n=2i,ok=true,s=\"x\\\"y\" 1700000000123456789\nt v=2 1\n");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void anAnswerIsColumnsRowsAndTheirNumber() {
    HttpResponse<String> answer =
        server.query("SELECT time, tag, v, n, ok, s FROM t ORDER BY time DESC");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith(
            "{\"success\":true,\"columns\":[\"time\",\"tag\",\"v\",\"n\",\"ok\",\"s\"],\"data\":["
                + "[\"2023-11-14T22:13:20.123456789Z\",\"a \\\"b\\\\\\\"\",1.5,2,true,\"x\\\"y\"],"
                + "[\"1970-01-01T00:00:00.000000001Z\",null,2.0,null,null,null]]"
                + ",\"row_count\":2,\"execution_time_ms\":");
  }

  @Test
  void aWrongTableColumnOrStatementIsToldWithItsPlace() {
    assertThat(server.query("SELECT *\nFROM nope").body())
        .contains("\"success\":false", "nope", "\"line\":2,\"column\":6", "42P01");
    assertThat(server.query("SELECT nope FROM t").body())
        .contains("nope", "\"line\":1,\"column\":8", "42703");
    HttpResponse<String> syntax = server.query("SELEKT 1");
    assertThat(syntax.statusCode()).isEqualTo(400);
    assertThat(syntax.body()).contains("42601");
  }

  @Test
  void aBodyThatIsNoQueryIsRefused() {
    for (String body :
        new String[] {
          "x",
          "[]",
          "{}",
          "{\"sql\":1}",
          "{\"sql\":\"SELECT 1\"} x",
          "{\"sql\":\"a\",\"sql\":\"b\"}",
          "{\"sql\":\"SELECT 1\",\"parameters\":\"1\"}",
          "{\"sql\":\"SELECT 1\""
        }) {
      HttpResponse<String> answer = server.post("/api/v1/query", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body()).as(body).startsWith("{\"error\":");
    }
    assertThat(server.post("/api/v1/query", " ".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
  }

  @Test
  void aLargeAnswerComesInChunksAndWhole() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 30_000; i++) {
      lines.append("large v=").append(i).append("i ").append(i).append('\n');
    }
    assertThat(server.write(lines.toString()).statusCode()).isEqualTo(204);
    HttpResponse<String> answer = server.query("SELECT time, v FROM large ORDER BY v");
    assertThat(answer.headers().firstValue("transfer-encoding")).hasValue("chunked");
    assertThat(answer.body()).contains("[\"1970-01-01T00:00:00.000029999Z\",29999]]");
    assertThat(answer.body()).contains("\"row_count\":30000");
  }
}
