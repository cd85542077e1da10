package io.pitwall.server.api.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningServer;
import io.pitwall.server.config.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WriteTest {
  private RunningServer server;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    server =
        RunningServer.start(
            directory,
            Map.of(
                Setting.MAX_BODY_BYTES, "12MiB",
                Setting.MAX_DECOMPRESSED_BYTES, "13MiB",
                Setting.MAX_INFLIGHT_BYTES, "128MiB"));
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void everyAcknowledgedRowIsReadAtOnce() {
    for (int i = 1; i <= 50; i++) {
      assertThat(server.write("at_once v=" + i + " " + i).statusCode()).isEqualTo(204);
      assertThat(server.data("SELECT COUNT(*) FROM at_once")).isEqualTo("[[" + i + "]]");
    }
  }

  @Test
  void rowsGoWhereHeaderParameterOrDefaultSay() {
    HttpRequest byHeader =
        server
            .request("/write?db=other")
            .header("X-Arc-Database", "d")
            .POST(HttpRequest.BodyPublishers.ofString("by_header v=1"))
            .build();
    assertThat(server.send(byHeader).statusCode()).isEqualTo(204);
    assertThat(
            server.post("/api/v2/write?bucket=d&precision=ms", "by_bucket v=1 1000").statusCode())
        .isEqualTo(204);
    assertThat(server.post("/api/v1/write/line-protocol", "by_default v=1").statusCode())
        .isEqualTo(204);
    assertThat(server.data("SELECT COUNT(*) FROM d.by_header")).isEqualTo("[[1]]");
    assertThat(server.data("SELECT time FROM d.by_bucket"))
        .isEqualTo("[[\"1970-01-01T00:00:01Z\"]]");
    assertThat(server.data("SELECT COUNT(*) FROM \"default\".by_default")).isEqualTo("[[1]]");
  }

  @Test
  void ofAPartlyBadBodyTheGoodLinesAreStoredAndTheBadOnesTold() {
    HttpResponse<String> answer = server.write("partly v=1 1\npartly v=oops 2\npartly v=3 3\n");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"accepted\":2", "\"rejected\":1", "\"line\":2,\"column\":10");
    assertThat(server.data("SELECT COUNT(*) FROM partly")).isEqualTo("[[2]]");
  }

  @Test
  void ofManyBadLinesTheFirstHundredAreTold() {
    HttpResponse<String> answer = server.write("many v=x\n".repeat(250));
    assertThat(answer.body()).contains("\"accepted\":0", "\"rejected\":250");
    assertThat(answer.body().split("\"line\":", -1)).hasSize(101);
  }

  @Test
  void garbageIsRefusedOnEveryRoad() {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("WriteTest: -Dpitwall.seed=" + seed);
    Random random = new Random(seed);
    byte[] garbage = new byte[10_000];
    for (String path :
        new String[] {"/write?db=d", "/api/v1/write/json", "/api/v1/write/msgpack"}) {
      random.nextBytes(garbage);
      garbage[0] = (byte) 0xC1;
      HttpResponse<String> answer = server.post(path, garbage);
      assertThat(answer.statusCode()).as(path + " seed " + seed).isEqualTo(400);
      assertThat(answer.body()).contains("\"error\":");
    }
    assertServerIsUnharmed();
  }

  @Test
  void gzipIsTakenDeclaredOrNot() throws IOException {
    byte[] body = gzip("zipped v=1 1\nzipped v=2 2\n".getBytes(StandardCharsets.UTF_8));
    assertThat(server.post("/write?db=d", body).statusCode()).isEqualTo(204);
    assertThat(server.send(encoded("gzip", body)).statusCode()).isEqualTo(204);
    assertThat(server.data("SELECT COUNT(*) FROM zipped")).isEqualTo("[[4]]");
  }

  @Test
  void everyTruncationOfGzipIsRefusedAndNothingStored() throws IOException {
    byte[] body = gzip("cut v=1 1\ncut v=2 2\n".getBytes(StandardCharsets.UTF_8));
    for (int length = 1; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      HttpResponse<String> answer = server.send(encoded("gzip", cut));
      assertThat(answer.statusCode()).as("%s bytes", length).isEqualTo(400);
    }
    byte[] damaged = body.clone();
    damaged[damaged.length - 6] ^= 1;
    assertThat(server.send(encoded("gzip", damaged)).body()).contains("checksum");
    byte[] trailing = Arrays.copyOf(body, body.length + 1);
    assertThat(server.send(encoded("gzip", trailing)).statusCode()).isEqualTo(400);
    assertThat(server.query("SELECT COUNT(*) FROM cut").body()).contains("there is no table");
  }

  @Test
  void aBombStopsEarly() throws IOException {
    byte[] bomb = gzip(new byte[100 << 20]);
    HttpResponse<String> answer = server.post("/write?db=d", bomb);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("max-decompressed-bytes");
    assertServerIsUnharmed();
  }

  @Test
  void decompressedBodiesAreTakenUpToTheirLimitAndNotPastIt() throws IOException {
    byte[] lines = "#".repeat(13 << 20).getBytes(StandardCharsets.UTF_8);
    for (int i = 1000; i < lines.length; i += 1000) {
      lines[i] = '\n';
      lines[i + 1 < lines.length ? i + 1 : i] = '#';
    }
    assertThat(server.post("/write?db=d", gzip(lines)).statusCode()).isEqualTo(204);
    byte[] more = Arrays.copyOf(lines, lines.length + 1);
    more[lines.length] = '\n';
    assertThat(server.post("/write?db=d", gzip(more)).statusCode()).isEqualTo(413);
  }

  @Test
  void bodiesAreTakenUpToTheirLimitAndNotPastIt() {
    byte[] lines = new byte[12 << 20];
    Arrays.fill(lines, (byte) '\n');
    assertThat(server.post("/write?db=d", lines).statusCode()).isEqualTo(204);
    HttpResponse<String> answer =
        server.post("/write?db=d", Arrays.copyOf(lines, lines.length + 1));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("max-body-bytes");
    assertServerIsUnharmed();
  }

  @Test
  void tenMegabytesOfOneLineAreRefused() {
    String line = "long v=\"" + "x".repeat(10 << 20) + "\"";
    HttpResponse<String> answer = server.write(line + "\nlong v=\"short\"\n");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"accepted\":1", "\"rejected\":1", "\"line\":1");
    assertServerIsUnharmed();
  }

  @Test
  void whatIsNotServedIsRefusedByName() {
    HttpRequest withKey =
        server
            .request("/write?db=d")
            .header("Idempotency-Key", "1")
            .POST(HttpRequest.BodyPublishers.ofString("k v=1"))
            .build();
    assertThat(server.send(withKey).statusCode()).isEqualTo(400);
    assertThat(server.send(withKey).body()).contains("Idempotency-Key");
    assertThat(server.post("/write?db=d&precision=day", "k v=1").body()).contains("precision");
    assertThat(server.post("/write?db=", "k v=1").statusCode()).isEqualTo(400);
    assertThat(server.post("/write?db=" + "x".repeat(300), "k v=1").statusCode()).isEqualTo(400);
    assertThat(server.post("/write?db=d", "").body()).contains("empty");
    assertThat(server.send(encoded("br", new byte[] {1})).statusCode()).isEqualTo(415);
    assertThat(server.query("SELECT * FROM k").statusCode()).isEqualTo(400);
  }

  @Test
  void zeroesKeepTheirSignAndLongsTheirDigits() {
    assertThat(
            server
                .write(
                    "exact v=-0.0,n=9223372036854775807i 1\nexact v=0,n=-9223372036854775808i 2\n")
                .statusCode())
        .isEqualTo(204);
    assertThat(server.data("SELECT v, n FROM exact ORDER BY time"))
        .isEqualTo("[[-0.0,9223372036854775807],[0.0,-9223372036854775808]]");
    assertThat(server.write("exact n=9223372036854775808i 3").statusCode()).isEqualTo(400);
  }

  @Test
  void aSumThatOverflowsIsAnErrorAndNotANumber() {
    server.write("sums n=9223372036854775807i 1\nsums n=1i 2\n");
    HttpResponse<String> answer = server.query("SELECT SUM(n) FROM sums");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"sqlstate\":\"22003\"");
    server.write("sums n=-1i 3\n");
    assertThat(server.data("SELECT SUM(n) FROM sums")).isEqualTo("[[9223372036854775807]]");
  }

  @Test
  void jsonAndMessagePackBringTheirRows() throws IOException {
    String rows =
        "[{\"table\":\"j\",\"time\":1700000000000,\"tags\":{\"car\":\"24\"},\"fields\":{\"v\":1.5}}]";
    assertThat(send("/api/v1/write/json", rows.getBytes(StandardCharsets.UTF_8)).statusCode())
        .isEqualTo(204);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(new byte[] {(byte) 0x82, (byte) 0xA1, 'm', (byte) 0xA1, 'p', (byte) 0xA7});
    packed.writeBytes("columns".getBytes(StandardCharsets.UTF_8));
    packed.writeBytes(new byte[] {(byte) 0x82, (byte) 0xA4, 't', 'i', 'm', 'e', (byte) 0x92, 1, 2});
    packed.writeBytes(new byte[] {(byte) 0xA1, 'v', (byte) 0x92, 7, 8});
    assertThat(send("/api/v1/write/msgpack", gzip(packed.toByteArray())).statusCode())
        .isEqualTo(204);
    assertThat(server.data("SELECT car, v FROM j")).isEqualTo("[[\"24\",1.5]]");
    assertThat(server.data("SELECT SUM(v) FROM p")).isEqualTo("[[15]]");
  }

  private HttpResponse<String> send(String path, byte[] body) {
    return server.send(
        server
            .request(path)
            .header("X-Pitwall-Database", "d")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private void assertServerIsUnharmed() {
    assertThat(server.write("unharmed v=1").statusCode()).isEqualTo(204);
    assertThat(server.get("/health").body()).contains("\"ok\"");
    assertThat(server.server().inflightBytes()).isZero();
  }

  private HttpRequest encoded(String coding, byte[] body) {
    return server
        .request("/write?db=d")
        .header("Content-Encoding", coding)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }
}
