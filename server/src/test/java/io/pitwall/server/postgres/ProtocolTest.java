package io.pitwall.server.postgres;

import static io.pitwall.server.postgres.RawClient.message;
import static io.pitwall.server.postgres.RawClient.query0;
import static io.pitwall.server.postgres.RawClient.startup;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.postgres.RawClient.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations of sessions over a socket, byte by byte. */
class ProtocolTest {
  private final FakeEngine engine = new FakeEngine();
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(engine);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void rowsHaveTheBytesOfTheProtocol() throws IOException {
    try (RawClient client = server.login()) {
      List<Message> said = client.query("types");
      assertThat(said).extracting(Message::type).containsExactly('T', 'D', 'D', 'C', 'Z');
      assertThat(hex(said.get(0).body()))
          .isEqualTo(
              "0006"
                  + column("time", "000004a0", "0008")
                  + column("laps", "00000014", "0008")
                  + column("speed", "000002bd", "0008")
                  + column("pit", "00000010", "0001")
                  + column("driver", "00000019", "ffff")
                  + column("gap", "000004a2", "0010"));
      assertThat(hex(said.get(1).body()))
          .isEqualTo(
              "0006"
                  + value("2026-01-01 00:00:00.123456+00")
                  + value("-9223372036854775808")
                  + value("211.25")
                  + value("t")
                  + value("Jürgen")
                  + value("00:00:10.5"));
      assertThat(hex(said.get(2).body())).isEqualTo("0006" + "ffffffff".repeat(6));
      assertThat(said.get(3)).hasToString("C:SELECT 2|");
    }
  }

  @Test
  void aConversationMayComeInPiecesOfOneByte() throws IOException {
    try (RawClient client = server.connect()) {
      sendSlowly(client, startup(196608, "user", "admin", "database", "race"));
      client.finishLogin(TestServer.PASSWORD);
      sendSlowly(client, query0("database"));
      assertThat(client.readUntilReady().get(1).text()).endsWith("race");
    }
  }

  @Test
  void messagesSentTogetherAreAnsweredInOrder() throws IOException {
    try (RawClient client = server.login()) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int i = 0; i < 50; i++) {
        all.writeBytes(query0("rows " + i * 100));
        all.writeBytes(message('S', new byte[0]));
      }
      client.send(all.toByteArray());
      for (int i = 0; i < 50; i++) {
        List<Message> answer = client.readUntilReady();
        assertThat(answer.get(answer.size() - 2)).hasToString("C:SELECT " + i * 100 + "|");
        assertThat(client.readUntilReady()).hasToString("[Z:I]");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", "-- ping", "/* nothing */ ;; "})
  void aTextWithoutStatementIsAnEmptyQuery(String text) throws IOException {
    try (RawClient client = server.login()) {
      assertThat(client.query(text)).hasToString("[I:, Z:I]");
    }
  }

  @Test
  void statementsAfterTheFirstErrorAreNotRun() throws IOException {
    try (RawClient client = server.login()) {
      List<Message> said = client.query("rows 0; fail; rows 0");
      assertThat(said).extracting(Message::type).containsExactly('T', 'C', 'E', 'Z');
      Message error = said.get(2);
      assertThat(error.field('S')).isEqualTo("ERROR");
      assertThat(error.field('V')).isEqualTo("ERROR");
      assertThat(error.field('C')).isEqualTo("42703");
      assertThat(error.field('M')).isEqualTo("no such column");
      assertThat(error.field('P')).isEqualTo("11");
    }
  }

  @Test
  void aFailedBlockRefusesStatementsUntilItEnds() throws IOException {
    try (RawClient client = server.login()) {
      assertThat(client.query("BEGIN")).hasToString("[C:BEGIN|, Z:T]");
      assertThat(client.query("rows 0").getLast()).hasToString("Z:T");
      assertThat(client.query("fail").getLast()).hasToString("Z:E");
      List<Message> refused = client.query("rows 0");
      assertThat(refused.getFirst().field('C')).isEqualTo("25P02");
      assertThat(refused.getLast()).hasToString("Z:E");
      assertThat(client.query("COMMIT")).hasToString("[C:ROLLBACK|, Z:I]");
      assertThat(client.query("start transaction; end work"))
          .hasToString("[C:START TRANSACTION|, C:COMMIT|, Z:I]");
      assertThat(client.query("rollback").getFirst().field('C')).isEqualTo("25P01");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"COPY t FROM STDIN", "LISTEN x", "PREPARE a AS SELECT 1", "savepoint a"})
  void whatThisServerDoesNotDoIsRefusedByName(String sql) throws IOException {
    try (RawClient client = server.login()) {
      Message error = client.query(sql).getFirst();
      assertThat(error.field('C')).isEqualTo("0A000");
      assertThat(error.field('M')).endsWith(" is not supported");
    }
  }

  @Test
  void theExtendedProtocolIsRefusedOnceUpToSync() throws IOException {
    try (RawClient client = server.login()) {
      client.send(
          message('P', RawClient.utf8("\0select 1\0\0\0")),
          message('B', new byte[8]),
          message('E', new byte[5]),
          query0("rows 0"),
          message('S', new byte[0]));
      List<Message> said = client.readUntilReady();
      assertThat(said).extracting(Message::type).containsExactly('E', 'Z');
      assertThat(said.getFirst().field('C')).isEqualTo("0A000");
      assertThat(client.query("rows 0").getLast()).hasToString("Z:I");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 08P01", "3, 08P01", "-5, 08P01", "65537, 54000", "2147483647, 54000"})
  void aMessageOfAWrongLengthEndsTheConnection(int length, String sqlState) throws IOException {
    try (RawClient client = server.login()) {
      client.send(ByteBuffer.allocate(5).put((byte) 'Q').putInt(length).array());
      Message error = client.read();
      assertThat(error.field('S')).isEqualTo("FATAL");
      assertThat(error.field('C')).isEqualTo(sqlState);
      assertThat(client.readByte()).isEqualTo(-1);
    }
  }

  @Test
  void aTextOfTheGreatestLengthIsTaken() throws IOException {
    try (RawClient client = server.login()) {
      String text = "rows 0 " + " ".repeat(TestServer.LIMITS.maxMessageBytes() - 12);
      assertThat(client.query(text).getLast()).hasToString("Z:I");
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'y', 'p', '\u0001', '\u00FF'})
  void anUnknownTypeOfMessageEndsTheConnection(char type) throws IOException {
    try (RawClient client = server.login()) {
      client.send(message(type, new byte[0]));
      assertThat(client.read().field('C')).isEqualTo("08P01");
      assertThat(client.readByte()).isEqualTo(-1);
    }
  }

  @Test
  void partsThatDoNotFitTheirMessageEndTheConnection() throws IOException {
    try (RawClient client = server.login()) {
      client.send(message('Q', RawClient.utf8("no end")));
      assertThat(client.read().field('C')).isEqualTo("08P01");
    }
    try (RawClient client = server.login()) {
      client.send(message('Q', RawClient.utf8("rows 0\0more")));
      assertThat(client.read().field('C')).isEqualTo("08P01");
    }
  }

  @Test
  void aTextThatIsNotUtf8IsRefusedAndTheConnectionGoesOn() throws IOException {
    try (RawClient client = server.login()) {
      client.send(message('Q', new byte[] {'x', (byte) 0xC3, 0}));
      List<Message> said = client.readUntilReady();
      assertThat(said.getFirst().field('C')).isEqualTo("22021");
      assertThat(client.query("rows 0").getLast()).hasToString("Z:I");
    }
  }

  @Test
  void theRightKeyCancelsAndAWrongOneDoesNot() throws Exception {
    try (RawClient client = server.login()) {
      client.send(query0("wait"));
      engine.waiting.await();
      cancel(client.processId(), client.secret() + 1);
      awaitPages(100);
      assertThat(engine.openResults).hasValue(1);
      cancel(client.processId(), client.secret());
      List<Message> said = client.readUntilReady();
      assertThat(said.get(said.size() - 2).field('C')).isEqualTo("57014");
      assertThat(client.query("rows 0").getLast()).hasToString("Z:I");
    }
  }

  @Test
  void aClientThatLeavesEndsItsQuery() throws Exception {
    try (RawClient client = server.login()) {
      client.send(query0("wait"));
      engine.waiting.await();
    }
    await(() -> engine.openResults.get() == 0);
  }

  @Test
  void anAnswerNobodyReadsDoesNotPileUp() throws IOException {
    try (RawClient client = server.login()) {
      client.send(query0("rows 100000000"));
      awaitRest();
      long pages = engine.pagesRead.get();
      long bytes = pages * FakeEngine.PAGE_ROWS * 13;
      assertThat(bytes).isLessThan(32L << 20);
      cancel(client.processId(), client.secret());
      List<Message> said = client.readUntilReady();
      assertThat(said.get(said.size() - 2).field('C')).isEqualTo("57014");
    }
  }

  @Test
  void aClientThatNeverReadsIsClosed() throws IOException {
    PostgresLimits hasty =
        new PostgresLimits(
            64 * 1024,
            8,
            16,
            100_000,
            TestServer.LIMITS.pendingLogins(),
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofSeconds(60));
    try (TestServer other = new TestServer(engine, hasty);
        RawClient client = other.login()) {
      client.send(query0("rows 100000000"));
      await(() -> other.server().connections() == 0 && engine.openResults.get() == 0);
    }
  }

  @Test
  void ourMistakeEndsTheConnectionAndNotTheServer() throws IOException {
    try (RawClient client = server.login()) {
      List<Message> said = client.query("crash");
      assertThat(said.getLast().field('C')).isEqualTo("XX000");
      assertThat(said.getLast().field('M')).doesNotContain("planned by the test");
    }
    try (RawClient client = server.login()) {
      assertThat(client.query("rows 0").getLast()).hasToString("Z:I");
    }
  }

  @Test
  void terminateCloses() throws IOException {
    try (RawClient client = server.login()) {
      client.send(message('X', new byte[0]));
      assertThat(client.readByte()).isEqualTo(-1);
    }
  }

  private void cancel(int processId, int secret) throws IOException {
    try (RawClient other = server.connect()) {
      other.send(RawClient.cancel(processId, secret));
      assertThat(other.readByte()).isEqualTo(-1);
    }
  }

  /** Until the engine was asked for this many more pages, each of which may see a cancellation. */
  private void awaitPages(int count) {
    long end = engine.pagesRead.get() + count;
    await(() -> engine.pagesRead.get() >= end || engine.openResults.get() == 0);
  }

  /** Until the engine is asked for no more pages. */
  private void awaitRest() {
    long[] before = {-1};
    await(() -> {
      long now = engine.pagesRead.get();
      boolean resting = now > 0 && now == before[0];
      before[0] = now;
      return resting;
    });
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void sendSlowly(RawClient client, byte[] bytes) throws IOException {
    for (byte one : bytes) {
      client.send(new byte[] {one});
    }
  }

  private static String column(String name, String oid, String size) {
    return hex(RawClient.utf8(name + '\0')) + "000000000000" + oid + size + "ffffffff" + "0000";
  }

  private static String value(String text) {
    byte[] bytes = RawClient.utf8(text);
    return "%08x".formatted(bytes.length) + hex(bytes);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
