package io.pitwall.client.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.client.send.LoopbackServer;
import io.pitwall.client.send.LoopbackServer.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.msgpack.core.MessagePack;
import org.msgpack.value.ArrayValue;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

@Timeout(30)
class LoadRunnerTest {
  private static final String BUSY =
      "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 4\r\n\r\nfull";

  @TempDir Path directory;

  @Test
  void everyRowOfATableHasItsOwnTimeAndTheReportCountsThemAll() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(LoopbackServer.NO_CONTENT)) {
      LoadReport report = run(server, options(server, 30).withPayload(payload(50)), BatchLedger.NONE);

      Map<String, Set<String>> timesByTable = new HashMap<>();
      for (Request request : server.requests()) {
        for (String line : request.text().split("\n")) {
          String table = line.substring(0, line.indexOf(','));
          String time = line.substring(line.lastIndexOf(' ') + 1);
          assertThat(timesByTable.computeIfAbsent(table, t -> new HashSet<>()).add(time)).isTrue();
        }
      }
      assertThat(timesByTable.values()).extracting(Set::size).containsExactly(500, 500, 500);
      assertThat(report.acknowledgedRowsPerTable())
          .containsExactly(
              Map.entry("engine_telemetry", 500L),
              Map.entry("chassis_telemetry", 500L),
              Map.entry("tire_telemetry", 500L));
      assertThat(report.acknowledgedRows()).isEqualTo(1500);
      assertThat(report.acknowledgedBatches()).isEqualTo(30);
      assertThat(report.isComplete()).isTrue();
      assertThat(report.latency().count()).isEqualTo(30);
      assertThat(report.sentBytes()).isEqualTo(report.uncompressedBytes()).isEqualTo(bytes(server));
    }
  }

  @Test
  void sendsTokenDatabaseTypeAndPath() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(LoopbackServer.NO_CONTENT)) {
      Target target = options(server, 1).target().withToken("secret").withDatabase("race");
      run(server, options(server, 1).withTarget(target), BatchLedger.NONE);
      Payload packed = payload(5).withFormat(LoadFormat.MESSAGEPACK).withGzipLevel(6);
      run(server, options(server, 1).withTarget(target.withDatabase(null)).withPayload(packed), BatchLedger.NONE);
      run(server, options(server, 1).withTarget(target.withPath("/write?db=x")), BatchLedger.NONE);

      assertThat(server.requests().get(0).head())
          .startsWith("POST /api/v1/write/line-protocol HTTP/1.1\r\n")
          .contains("Authorization: Bearer secret\r\n", "X-Pitwall-Database: race\r\n");
      assertThat(server.requests().get(1).head())
          .startsWith("POST /api/v1/write/msgpack HTTP/1.1\r\n")
          .contains("Content-Encoding: gzip\r\n", "Content-Type: application/msgpack\r\n")
          .doesNotContain("X-Pitwall-Database");
      assertThat(server.requests().get(2).head()).startsWith("POST /write?db=x HTTP/1.1\r\n");
    }
  }

  @Test
  void gzipMessagePackCarriesUniqueTimesAndTheBatchOfEachRow() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(LoopbackServer.NO_CONTENT)) {
      Payload payload =
          payload(200).withFormat(LoadFormat.MESSAGEPACK).withGzipLevel(6).withStampBatches(true);
      RecordingLedger ledger = new RecordingLedger();
      run(server, options(server, 12).withPayload(payload), ledger);

      Set<String> times = new HashSet<>();
      List<Long> batches = new ArrayList<>();
      for (Request request : server.requests()) {
        Value body = MessagePack.newDefaultUnpacker(inflate(request.body())).unpackValue();
        Map<Value, Value> columns = body.asMapValue().map().get(ValueFactory.newString("columns")).asMapValue().map();
        String table = body.asMapValue().map().get(ValueFactory.newString("m")).toString();
        for (Value time : array(columns, "time")) {
          assertThat(times.add(table + time)).isTrue();
        }
        Set<Value> stamps = new HashSet<>(array(columns, "batch").list());
        assertThat(stamps).hasSize(1);
        batches.add(stamps.iterator().next().asIntegerValue().toLong());
        for (int row = 0; row < 200; row++) {
          assertThat(array(columns, "row").get(row).asIntegerValue().toInt()).isEqualTo(row);
        }
      }
      assertThat(times).hasSize(12 * 200);
      assertThat(batches).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ledger.attempted);
      assertThat(ledger.acknowledged).containsExactlyInAnyOrderElementsOf(ledger.attempted);
    }
  }

  @Test
  void lineProtocolRowsCarryTheirBatchAsTheLastFields() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(LoopbackServer.NO_CONTENT)) {
      RecordingLedger ledger = new RecordingLedger();
      run(server, options(server, 3).withPayload(payload(4).withStampBatches(true)), ledger);

      for (Request request : server.requests()) {
        String[] lines = request.text().split("\n");
        for (int row = 0; row < 4; row++) {
          assertThat(lines[row]).containsPattern(",lap=\\d+i,batch=\\d{16}i,row=" + row + "i \\d{19}$");
        }
        String stamp = lines[0].replaceAll(".*,batch=(\\d+)i.*", "$1");
        assertThat(ledger.acknowledged).contains(Long.valueOf(stamp));
      }
    }
  }

  @Test
  void oneTimePerBatchSendsTheSameBodiesAgain() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(LoopbackServer.NO_CONTENT)) {
      Payload payload =
          payload(20)
              .withFormat(LoadFormat.MESSAGEPACK)
              .withGzipLevel(9)
              .withTimes(TimeMode.ONE_PER_BATCH, TimePrecision.MILLIS);
      run(server, options(server, 60).withPayload(payload), BatchLedger.NONE);

      Set<String> bodies = new HashSet<>();
      for (Request request : server.requests()) {
        Value body = MessagePack.newDefaultUnpacker(inflate(request.body())).unpackValue();
        Map<Value, Value> columns = body.asMapValue().map().get(ValueFactory.newString("columns")).asMapValue().map();
        assertThat(new HashSet<>(array(columns, "time").list())).hasSize(1);
        assertThat(array(columns, "time").get(0).toString()).hasSize(13);
        bodies.add(body.toString());
      }
      assertThat(bodies).hasSizeBetween(2, 2 * 3 * 2); // two bodies, three tables, two connections
    }
  }

  @Test
  void aRefusedBatchIsSentAgainUnchangedAndAttemptedOnce() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (LoopbackServer server =
        new LoopbackServer(
            request -> List.of(count.incrementAndGet() <= 2 ? BUSY : LoopbackServer.NO_CONTENT))) {
      RecordingLedger ledger = new RecordingLedger();
      LoadReport report = run(server, one(options(server, 2)), ledger);

      List<Request> requests = server.requests();
      assertThat(requests).hasSize(4);
      assertThat(requests.get(1).body()).isEqualTo(requests.get(0).body());
      assertThat(requests.get(2).body()).isEqualTo(requests.get(0).body());
      assertThat(requests.get(3).body()).isNotEqualTo(requests.get(0).body());
      assertThat(report.retries()).isEqualTo(2);
      assertThat(report.acknowledgedBatches()).isEqualTo(2);
      assertThat(report.failedBatches()).isZero();
      assertThat(ledger.attempted).hasSize(2).doesNotHaveDuplicates();
    }
  }

  @Test
  void pipelinedBatchesThatAreRefusedAreSentAgainUnchanged() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (LoopbackServer server =
        new LoopbackServer(
            request -> List.of(count.incrementAndGet() == 2 ? BUSY : LoopbackServer.NO_CONTENT))) {
      LoadOptions options = options(server, 9);
      LoadReport report =
          run(server, options.withPace(options.pace().withConnections(1, 4)), BatchLedger.NONE);

      String refused = server.requests().get(1).text();
      assertThat(server.requests().stream().filter(request -> request.text().equals(refused))).hasSize(2);
      assertThat(server.requests()).hasSize(10);
      assertThat(report.acknowledgedBatches()).isEqualTo(9);
    }
  }

  @Test
  void aBatchRefusedTooOftenCountsAsFailed() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(BUSY)) {
      LoadOptions options = one(options(server, 1));
      LoadReport report =
          run(server, options.withPatience(options.patience().withRetries(3, 1, 1)), BatchLedger.NONE);

      assertThat(server.requests()).hasSize(4);
      assertThat(report.failedBatches()).isEqualTo(1);
      assertThat(report.firstErrors()).containsExactly("given up after 3 retries, last answer 503: full");
    }
  }

  @Test
  void refusalsAreCountedAndTheFirstThreeDifferentMessagesKept() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (LoopbackServer server =
        new LoopbackServer(
            request ->
                List.of("HTTP/1.1 400 Bad\r\nContent-Length: 2\r\n\r\nm" + count.getAndIncrement() / 2 % 5))) {
      RecordingLedger ledger = new RecordingLedger();
      LoadReport report = run(server, one(options(server, 10)), ledger);

      assertThat(report.failedBatches()).isEqualTo(10);
      assertThat(report.unknownBatches()).isZero();
      assertThat(report.firstErrors())
          .containsExactly("400 from 127.0.0.1: m0", "400 from 127.0.0.1: m1", "400 from 127.0.0.1: m2");
      assertThat(report.isComplete()).isFalse();
      assertThat(ledger.acknowledged).isEmpty();
    }
  }

  @Test
  void aBrokenConnectionLeavesItsBatchUnknownAndIsReplaced() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (LoopbackServer server =
        new LoopbackServer(
            request -> count.incrementAndGet() == 2 ? null : List.of(LoopbackServer.NO_CONTENT))) {
      RecordingLedger ledger = new RecordingLedger();
      LoadReport report = run(server, one(options(server, 4)), ledger);

      assertThat(server.requests()).extracting(Request::connection).containsExactly(0, 0, 1, 1);
      assertThat(report.acknowledgedBatches()).isEqualTo(3);
      assertThat(report.unknownBatches()).isEqualTo(1);
      assertThat(report.failedBatches()).isEqualTo(1);
      assertThat(report.firstErrors().getFirst()).contains("outcome unknown", "closed the connection");
      assertThat(ledger.attempted).hasSize(4);
      assertThat(ledger.acknowledged).hasSize(3);
    }
  }

  @Test
  void aBrokenConnectionEndsTheLoadWhereThatIsWanted() throws Exception {
    try (LoopbackServer server = new LoopbackServer(request -> null)) {
      LoadOptions options = options(server, 0);
      LoadReport report =
          run(
              server,
              options.withPatience(options.patience().withEndOnDisconnect(true)),
              BatchLedger.NONE);

      assertThat(report.unknownBatches()).isBetween(1L, 2L);
      assertThat(report.acknowledgedBatches()).isZero();
    }
  }

  @Test
  void anAnswerThatSaysCloseIsCountedAndTheNextBatchGoesOverANewConnection() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.answering("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")) {
      LoadReport report = run(server, one(options(server, 3)), BatchLedger.NONE);

      assertThat(server.requests()).extracting(Request::connection).containsExactly(0, 1, 2);
      assertThat(report.acknowledgedBatches()).isEqualTo(3);
      assertThat(report.failedBatches()).isZero();
    }
  }

  @Test
  void latencyCountsFromTheIntendedTimeWhileAServerStalls() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (LoopbackServer server =
        new LoopbackServer(
            request -> {
              if (count.getAndIncrement() == 0) {
                Thread.sleep(300);
              }
              return List.of(LoopbackServer.NO_CONTENT);
            })) {
      // A batch each 10 ms. The first is held for 300 ms, so number k of the 30 waits at least 300 − 10·k ms.
      LoadOptions options = one(options(server, 30));
      LoadReport report =
          run(server, options.withPace(options.pace().withRate(1_000)), BatchLedger.NONE);

      assertThat(report.acknowledgedBatches()).isEqualTo(30);
      assertThat(report.latency().p50Micros()).isGreaterThanOrEqualTo(150_000);
      assertThat(report.latency().maxMicros()).isGreaterThanOrEqualTo(299_000);
      assertThat(report.serviceLatency().p50Micros()).isLessThan(report.latency().p50Micros());
    }
  }

  @Test
  void batchesThatAStalledServerKeptFromBeingSentAreReported() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (LoopbackServer server =
        new LoopbackServer(
            request -> {
              never.await();
              return null;
            })) {
      LoadOptions options = one(options(server, 0));
      LoadReport report =
          run(
              server,
              options
                  .withPace(options.pace().withRate(1_000).withDurationMillis(100))
                  .withPatience(options.patience().withTimeouts(1_000, 10_000, 50)),
              BatchLedger.NONE);

      assertThat(report.acknowledgedBatches()).isZero();
      assertThat(report.unknownBatches()).isEqualTo(1);
      assertThat(report.neverSentBatches()).isEqualTo(9);
      assertThat(report.firstErrors().getFirst()).contains("the load ended before the answer came");
    }
  }

  @Test
  void aServerThatNeverAnswersRunsIntoTheTimeLimit() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (LoopbackServer server =
        new LoopbackServer(
            request -> {
              never.await();
              return null;
            })) {
      LoadOptions options = one(options(server, 1));
      LoadReport report =
          run(
              server,
              options.withPatience(options.patience().withTimeouts(1_000, 60, 1_000)),
              BatchLedger.NONE);

      assertThat(report.unknownBatches()).isEqualTo(1);
      assertThat(report.firstErrors().getFirst()).contains("no progress within 60 ms");
    }
  }

  @Test
  void stopEndsAnEndlessLoadAndProgressTellsWhereItStands() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(LoopbackServer.NO_CONTENT);
        LoadRunner runner = new LoadRunner(options(server, 0))) {
      assertThatThrownBy(runner::progress).hasMessageContaining("not been started");
      runner.start();
      while (runner.progress().acknowledgedRows() < 100) {
        Thread.onSpinWait();
      }
      runner.stop();
      LoadReport report = runner.await();

      LoadProgress progress = runner.progress();
      assertThat(progress.running()).isFalse();
      assertThat(progress.acknowledgedRows()).isEqualTo(report.acknowledgedRows());
      assertThat(report.latency().count()).isEqualTo(report.acknowledgedBatches());
      assertThat(report.rowsPerSecond()).isPositive();
      assertThat(report.cpuSeconds()).isPositive();
      assertThatThrownBy(runner::start).hasMessageContaining("only once");
    }
  }

  @Test
  void saysAtTheStartThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    LoadOptions options =
        LoadOptions.DEFAULTS
            .withTarget(Target.DEFAULTS.withAddress("127.0.0.1", port))
            .withPayload(payload(5));

    try (LoadRunner runner = new LoadRunner(options)) {
      assertThatThrownBy(runner::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("can't connect to 127.0.0.1:" + port);
    }
  }

  @Test
  void aLedgerThatFailsEndsTheLoad() throws Exception {
    BatchLedger failing =
        new BatchLedger() {
          @Override
          public void attempted(String table, long batchId, int rows) {
            throw new IllegalStateException("disk full");
          }

          @Override
          public void acknowledged(String table, long batchId, int rows) {}
        };
    try (LoopbackServer server = LoopbackServer.answering(LoopbackServer.NO_CONTENT)) {
      assertThatThrownBy(() -> run(server, options(server, 0), failing)).hasMessageContaining("disk full");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void theFileLedgerWritesALineForEachEvent() throws Exception {
    Path file = directory.resolve("ledger");
    for (int i = 0; i < 2; i++) {
      try (FileBatchLedger ledger = new FileBatchLedger(file)) {
        ledger.attempted("engine_telemetry", 17, 10);
        ledger.acknowledged("engine_telemetry", 17, 10);
      }
    }

    assertThat(Files.readAllLines(file))
        .containsExactly(
            "attempted engine_telemetry 17 10",
            "acknowledged engine_telemetry 17 10",
            "attempted engine_telemetry 17 10",
            "acknowledged engine_telemetry 17 10");
  }

  @Test
  void theSameSeedGivesTheSameBodiesButForTheTimes() throws Exception {
    List<List<String>> runs = new ArrayList<>();
    for (long seed : new long[] {7, 7, 8}) {
      try (LoopbackServer server = LoopbackServer.answering(LoopbackServer.NO_CONTENT)) {
        LoadOptions options = one(options(server, 6));
        run(server, options.withPayload(options.payload().withRace(40, seed)), BatchLedger.NONE);
        runs.add(server.requests().stream().map(r -> r.text().replaceAll(" \\d+\n", "\n")).toList());
      }
    }
    assertThat(runs.get(1)).isEqualTo(runs.get(0));
    assertThat(runs.get(2)).isNotEqualTo(runs.get(0));
  }

  @Test
  void optionsOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> Target.DEFAULTS.withAddress("h", 70_000)).hasMessageContaining("port must be from 1");
    assertThatThrownBy(() -> Payload.DEFAULTS.withBatches(0, 1)).hasMessageContaining("rows per batch");
    assertThatThrownBy(() -> Payload.DEFAULTS.withGzipLevel(10)).hasMessageContaining("gzip level");
    assertThatThrownBy(() -> Pace.DEFAULTS.withConnections(0, 1)).hasMessageContaining("connections");
    assertThatThrownBy(() -> Pace.DEFAULTS.withRate(-1)).hasMessageContaining("rows per second");
    assertThatThrownBy(() -> Patience.DEFAULTS.withTimeouts(0, 1, 1)).hasMessageContaining("connect timeout");
  }

  private static LoadReport run(LoopbackServer server, LoadOptions options, BatchLedger ledger)
      throws Exception {
    assertThat(options.target().port()).isEqualTo(server.port());
    try (LoadRunner runner = new LoadRunner(options, ledger)) {
      runner.start();
      return runner.await();
    }
  }

  /** Closed loop, two connections, small batches; 0 batches means no end. */
  private static LoadOptions options(LoopbackServer server, long batches) {
    return LoadOptions.DEFAULTS
        .withTarget(Target.DEFAULTS.withAddress("127.0.0.1", server.port()))
        .withPayload(payload(10))
        .withPace(Pace.DEFAULTS.withConnections(2, 1).closedLoop().withDurationMillis(0).withMaxBatches(batches));
  }

  private static LoadOptions one(LoadOptions options) {
    return options.withPace(options.pace().withConnections(1, 1));
  }

  private static Payload payload(int rows) {
    return Payload.DEFAULTS.withBatches(rows, 2);
  }

  private static long bytes(LoopbackServer server) {
    return server.requests().stream().mapToLong(request -> request.body().length).sum();
  }

  private static ArrayValue array(Map<Value, Value> columns, String name) {
    return columns.get(ValueFactory.newString(name)).asArrayValue();
  }

  private static byte[] inflate(byte[] gzip) throws IOException {
    assertThat(Arrays.copyOf(gzip, 2)).isEqualTo(new byte[] {0x1f, (byte) 0x8b});
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }
}
