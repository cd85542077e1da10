package io.pitwall.server.api.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.pitwall.server.Eventually;
import io.pitwall.server.RunningServer;
import io.pitwall.server.config.Setting;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes to a server that has too much in its hands. */
class OverloadTest {
  private static final int WRITERS = 6;
  private static final int BATCHES = 40;
  private static final int ROWS = 500;

  @TempDir private Path directory;

  @Test
  void bodiesPastTheirBudgetAreRefusedForNow() throws Exception {
    Map<Setting, String> settings = Map.of(Setting.MAX_INFLIGHT_BYTES, "100KB");
    try (RunningServer server = RunningServer.start(directory, settings)) {
      String lines = "#".repeat(39_990) + "\nb v=1 1\n";
      String first = lines.substring(0, 20_000);
      try (Socket half = server.connect()) {
        half.getOutputStream().write((head(lines) + first).getBytes(StandardCharsets.US_ASCII));
        Eventually.isSo("a body is under way", () -> server.server().inflightBytes() == 64 << 10);
        String refused = server.exchangeUntilClosed(head(lines) + lines);
        assertThat(refused).startsWith("HTTP/1.1 503").contains("Retry-After: 1\r\n");
        assertThat(refused).contains("max-inflight-bytes");
        half.getOutputStream().write(lines.substring(20_000).getBytes(StandardCharsets.US_ASCII));
        assertThat(RunningServer.readAll(half.getInputStream())).startsWith("HTTP/1.1 204");
      }
      assertThat(server.exchangeUntilClosed(head(lines) + lines)).startsWith("HTTP/1.1 204");
      assertThat(server.data("SELECT COUNT(*) FROM b")).isEqualTo("[[2]]");
      assertThat(server.server().inflightBytes()).isZero();
    }
  }

  @Test
  void aBodyThatNeverFitsTheBudgetIsTooLarge() throws IOException {
    Map<Setting, String> settings = Map.of(Setting.MAX_INFLIGHT_BYTES, "100KB");
    try (RunningServer server = RunningServer.start(directory, settings)) {
      HttpResponse<String> answer = server.write("#".repeat(120_000));
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("max-inflight-bytes");
    }
  }

  @Test
  void withTinyBudgetsOfTheStoreWhatIsAcknowledgedIsThereAndNothingElse() throws Exception {
    Map<Setting, String> settings =
        Map.of(
            Setting.MAX_HEAD_BYTES, "64KiB",
            Setting.MAX_QUEUED_BYTES, "8KiB",
            Setting.INGEST_THREADS, "4");
    try (RunningServer server = RunningServer.start(directory, settings);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Integer>> acknowledged = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        acknowledged.add(writers.submit(() -> writeBatches(server, writer)));
      }
      int batches = 0;
      for (Future<Integer> one : acknowledged) {
        batches += one.get();
      }
      assertThat(batches).isPositive();
      assertThat(server.data("SELECT COUNT(*) FROM b")).isEqualTo("[[" + batches * ROWS + "]]");
      assertThat(server.get("/health").body()).contains("\"ok\"");
    }
  }

  /** Gives the number of acknowledged batches; each other one must be told to come again. */
  private static int writeBatches(RunningServer server, int writer) {
    int acknowledged = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      StringBuilder lines = new StringBuilder();
      for (int row = 0; row < ROWS; row++) {
        long time = ((long) writer * BATCHES + batch) * ROWS + row;
        lines.append("b,w=").append(writer).append(" v=").append(row).append("i ").append(time);
        lines.append('\n');
      }
      HttpResponse<String> answer = server.write(lines.toString());
      if (answer.statusCode() == 204) {
        acknowledged++;
      } else {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.body()).containsAnyOf("max-head-bytes", "max-queued-bytes");
      }
    }
    return acknowledged;
  }

  @Test
  void asManyRefusedRowsAreListedAsTheSettingSays() throws IOException {
    for (int most : new int[] {1, 150}) {
      Map<Setting, String> settings = Map.of(Setting.MAX_REPORTED_ERRORS, String.valueOf(most));
      Path folder = directory.resolve("most" + most);
      try (RunningServer server = RunningServer.start(folder, settings)) {
        String body = server.write("many v=x\n".repeat(200)).body();
        assertThat(body).contains("\"rejected\":200");
        assertThat(body.split("\"line\":", -1)).hasSize(most + 1);
      }
    }
  }

  @Test
  void zstdIsTakenDeclaredOrNotAndItsDamageAndBombsRefused() throws IOException {
    Map<Setting, String> settings = Map.of(Setting.MAX_DECOMPRESSED_BYTES, "1MiB");
    try (RunningServer server = RunningServer.start(directory, settings)) {
      byte[] lines = "z v=1 1\nz v=2 2\n".getBytes(StandardCharsets.UTF_8);
      byte[] packed = Zstd.compress(lines);
      assertThat(server.post("/write?db=d", packed).statusCode()).isEqualTo(204);
      assertThat(declared(server, packed).statusCode()).isEqualTo(204);
      assertThat(server.data("SELECT COUNT(*) FROM z")).isEqualTo("[[4]]");
      for (int length = 1; length < packed.length; length++) {
        byte[] cut = Arrays.copyOf(packed, length);
        assertThat(declared(server, cut).statusCode()).as("%s bytes", length).isEqualTo(400);
      }
      byte[] bomb = Zstd.compress(new byte[64 << 20]);
      HttpResponse<String> answer = declared(server, bomb);
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("max-decompressed-bytes");
      assertThat(server.data("SELECT COUNT(*) FROM z")).isEqualTo("[[4]]");
      assertThat(server.server().inflightBytes()).isZero();
    }
  }

  private static HttpResponse<String> declared(RunningServer server, byte[] body) {
    return server.send(
        server
            .request("/write?db=d")
            .header("Content-Encoding", "zstd")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private static String head(String body) {
    return "POST /write?db=d HTTP/1.1\r\nHost: h\r\nConnection: close\r\nx-api-key: "
        + RunningServer.TOKEN
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n";
  }
}
