package io.pitwall.client.load;

import static io.pitwall.client.load.Loads.one;
import static io.pitwall.client.load.Loads.options;
import static io.pitwall.client.load.Loads.payload;
import static io.pitwall.client.load.Loads.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.client.send.LoopbackServer;
import io.pitwall.client.send.LoopbackServer.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  @TempDir Path directory;

  @Test
  void everyRowOfATableHasItsOwnTimeAndTheReportCountsThemAll() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(LoopbackServer.NO_CONTENT)) {
      LoadReport report =
          run(server, options(server, 30).withPayload(payload(50)), BatchLedger.NONE);

      Map<String, Set<String>> timesByTable = new HashMap<>();
      for (Request request : server.requests()) {
        for (String line : request.text().lines().toList()) {
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
      run(
          server,
          options(server, 1).withTarget(target.withDatabase(null)).withPayload(packed),
          BatchLedger.NONE);
      run(server, options(server, 1).withTarget(target.withPath("/write?db=x")), BatchLedger.NONE);

      assertThat(server.requests().get(0).header())
          .startsWith("POST /api/v1/write/line-protocol HTTP/1.1\r\n")
          .contains("Authorization: Bearer secret\r\n", "X-Pitwall-Database: race\r\n");
      assertThat(server.requests().get(1).header())
          .startsWith("POST /api/v1/write/msgpack HTTP/1.1\r\n")
          .contains("Content-Encoding: gzip\r\n", "Content-Type: application/msgpack\r\n")
          .doesNotContain("X-Pitwall-Database");
      assertThat(server.requests().get(2).header()).startsWith("POST /write?db=x HTTP/1.1\r\n");
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
        Value columns = member(body, "columns");
        String table = member(body, "m").toString();
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
      assertThat(batches)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(ledger.attempted);
      assertThat(ledger.acknowledged).containsExactlyInAnyOrderElementsOf(ledger.attempted);
    }
  }

  @Test
  void lineProtocolRowsCarryTheirBatchAsTheLastFields() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(LoopbackServer.NO_CONTENT)) {
      RecordingLedger ledger = new RecordingLedger();
      run(server, options(server, 3).withPayload(payload(4).withStampBatches(true)), ledger);

      for (Request request : server.requests()) {
        List<String> lines = request.text().lines().toList();
        for (int row = 0; row < 4; row++) {
          assertThat(lines.get(row))
              .containsPattern(",lap=\\d+i,batch=\\d{16}i,row=" + row + "i \\d{19}$");
        }
        String stamp = lines.getFirst().replaceAll(".*,batch=(\\d+)i.*", "$1");
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
              .withTimes(TimeMode.ONE_PER_BATCH, PayloadPrecision.MILLIS);
      run(server, options(server, 60).withPayload(payload), BatchLedger.NONE);

      Set<String> bodies = new HashSet<>();
      for (Request request : server.requests()) {
        Value body = MessagePack.newDefaultUnpacker(inflate(request.body())).unpackValue();
        Value columns = member(body, "columns");
        assertThat(new HashSet<>(array(columns, "time").list())).hasSize(1);
        assertThat(array(columns, "time").get(0).toString()).hasSize(13);
        bodies.add(body.toString());
      }
      assertThat(bodies).hasSizeBetween(2, 2 * 3 * 2); // two bodies, three tables, two connections
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
        runs.add(
            server.requests().stream().map(r -> r.text().replaceAll(" \\d+\n", "\n")).toList());
      }
    }
    assertThat(runs.get(1)).isEqualTo(runs.get(0));
    assertThat(runs.get(2)).isNotEqualTo(runs.get(0));
  }

  @Test
  void optionsOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> Target.DEFAULTS.withAddress("h", 70_000))
        .hasMessageContaining("port must be from 1");
    assertThatThrownBy(() -> Payload.DEFAULTS.withBatches(0, 1))
        .hasMessageContaining("rows per batch");
    assertThatThrownBy(() -> Payload.DEFAULTS.withGzipLevel(10)).hasMessageContaining("gzip level");
    assertThatThrownBy(() -> Pace.DEFAULTS.withConnections(0, 1))
        .hasMessageContaining("connections");
    assertThatThrownBy(() -> Pace.DEFAULTS.withRate(-1)).hasMessageContaining("rows per second");
    assertThatThrownBy(() -> Patience.DEFAULTS.withTimeouts(0, 1, 1))
        .hasMessageContaining("connect timeout");
  }

  private static long bytes(LoopbackServer server) {
    return server.requests().stream().mapToLong(request -> request.body().length).sum();
  }

  private static ArrayValue array(Value columns, String name) {
    return member(columns, name).asArrayValue();
  }

  private static Value member(Value map, String name) {
    return Objects.requireNonNull(map.asMapValue().map().get(ValueFactory.newString(name)));
  }

  private static byte[] inflate(byte[] gzip) throws IOException {
    assertThat(Arrays.copyOf(gzip, 2)).isEqualTo(new byte[] {0x1f, (byte) 0x8b});
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }
}
