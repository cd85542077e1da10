package io.pitwall.client.load;

import static io.pitwall.client.load.Loads.one;
import static io.pitwall.client.load.Loads.options;
import static io.pitwall.client.load.Loads.payload;
import static io.pitwall.client.load.Loads.run;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.client.send.LoopbackServer;
import io.pitwall.client.send.LoopbackServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoadTroubleTest {
  private static final String BUSY =
      "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 4\r\n\r\nfull";

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
      assertThat(server.requests().stream().filter(request -> request.text().equals(refused)))
          .hasSize(2);
      assertThat(server.requests()).hasSize(10);
      assertThat(report.acknowledgedBatches()).isEqualTo(9);
    }
  }

  @Test
  void aBatchRefusedTooOftenCountsAsFailed() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(BUSY)) {
      LoadOptions options = one(options(server, 1));
      LoadReport report =
          run(
              server,
              options.withPatience(options.patience().withRetries(3, 1, 1)),
              BatchLedger.NONE);

      assertThat(server.requests()).hasSize(4);
      assertThat(report.failedBatches()).isEqualTo(1);
      assertThat(report.firstErrors())
          .containsExactly("given up after 3 retries, last answer 503: full");
    }
  }

  @Test
  void refusalsAreCountedAndTheFirstThreeDifferentMessagesKept() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (LoopbackServer server =
        new LoopbackServer(request ->
            List.of(
                "HTTP/1.1 400 Bad\r\nContent-Length: 2\r\n\r\nm"
                    + count.getAndIncrement() / 2 % 5))) {
      String at = "127.0.0.1:" + server.port();
      RecordingLedger ledger = new RecordingLedger();
      LoadReport report = run(server, one(options(server, 10)), ledger);

      assertThat(report.failedBatches()).isEqualTo(10);
      assertThat(report.unknownBatches()).isZero();
      assertThat(report.firstErrors())
          .containsExactly(
              "400 from " + at + ": m0", "400 from " + at + ": m1", "400 from " + at + ": m2");
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
      assertThat(report.firstErrors().getFirst())
          .contains("outcome unknown", "closed the connection");
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
        new LoopbackServer(request -> {
          if (count.getAndIncrement() == 0) {
            Thread.sleep(300);
          }
          return List.of(LoopbackServer.NO_CONTENT);
        })) {
      // A batch each 10 ms. The first is held for 300 ms, so number k of the 30 waits at least 300
      // − 10·k ms.
      LoadOptions options = one(options(server, 30));
      LoadReport report =
          run(server, options.withPace(options.pace().withRate(1_000)), BatchLedger.NONE);

      assertThat(report.acknowledgedBatches()).isEqualTo(30);
      assertThat(report.latency().p50Micros()).isGreaterThanOrEqualTo(140_000);
      assertThat(report.latency().maxMicros()).isGreaterThanOrEqualTo(299_000);
      assertThat(report.serviceLatency().p50Micros()).isLessThan(report.latency().p50Micros());
    }
  }

  @Test
  void batchesThatAStalledServerKeptFromBeingSentAreReported() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (LoopbackServer server =
        new LoopbackServer(request -> {
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
        new LoopbackServer(request -> {
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
      assertThatThrownBy(() -> run(server, options(server, 0), failing))
          .hasMessageContaining("disk full");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void tellsWhatAServerSaidThatRefusedWithoutReadingTheBody() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = Thread.ofPlatform().daemon().start(() -> refuseUnread(listener));
      LoadOptions options =
          LoadOptions.DEFAULTS
              .withTarget(Target.DEFAULTS.withAddress("127.0.0.1", listener.getLocalPort()))
              .withPayload(Payload.DEFAULTS.withBatches(40_000, 1))
              .withPace(Pace.DEFAULTS.withConnections(1, 1).closedLoop().withMaxBatches(1));
      try (LoadRunner runner = new LoadRunner(options)) {
        runner.start();

        LoadReport report = runner.await();
        assertThat(report.failedBatches()).isEqualTo(1);
        assertThat(report.unknownBatches()).isZero();
        assertThat(report.firstErrors().getFirst()).contains("401", "who?");
      }
      server.join();
    }
  }

  private static void refuseUnread(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      socket.getInputStream().readNBytes(100);
      socket
          .getOutputStream()
          .write("HTTP/1.1 401 No\r\nContent-Length: 4\r\n\r\nwho?".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
