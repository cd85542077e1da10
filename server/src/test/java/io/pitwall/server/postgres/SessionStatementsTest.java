package io.pitwall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.Eventually;
import io.pitwall.server.postgres.RawClient.Message;
import io.pitwall.server.postgres.session.SessionLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many statements in one text: their answers, their time and their number are bounded. */
class SessionStatementsTest {
  private final FakeEngine engine = new FakeEngine();

  private static PostgresLimits limits(int messageBytes, Duration queryTimeout) {
    return new PostgresLimits(
        messageBytes,
        8,
        16,
        100_000,
        TestServer.LIMITS.pendingLogins(),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        queryTimeout);
  }

  @Test
  void statementsAreTakenUpToTheirNumberAndNoneOfMore() throws IOException {
    try (TestServer server = new TestServer(engine);
        RawClient client = server.login()) {
      int most = SessionLimits.MAX_PG_STATEMENTS.defaultInt();
      List<Message> all = client.query("SET my.a = 1;".repeat(most));
      assertThat(all).hasSize(most + 1);
      List<Message> refused = client.query("SET my.b = 1;".repeat(most) + "SET my.b = 1");
      assertThat(refused).extracting(Message::type).containsExactly('E', 'Z');
      assertThat(refused.getFirst().field('C')).isEqualTo("54000");
      assertThat(refused.getFirst().field('M')).contains("(limit max-pg-statements)");
      assertThat(client.query("SHOW my.b").getFirst().field('C')).isEqualTo("42704");
    }
  }

  @Test
  void answersOfTheSessionWaitForAClientThatDoesNotReadAndCanBeCancelled() throws Exception {
    try (TestServer server = new TestServer(engine, limits(1 << 20, Duration.ofSeconds(60)));
        RawClient client = server.login();
        RawClient other = server.login()) {
      String value = "x".repeat(SessionLimits.MAX_PG_SETTING_CHARS.defaultInt());
      for (int i = 0; i < SessionLimits.MAX_PG_OWN_SETTINGS.defaultInt(); i++) {
        client.query("SET my.s" + i + " = '" + value + "'");
      }
      client.send(RawClient.query0("SHOW ALL;".repeat(1_000)));
      Eventually.isSo("it waits for its client", () -> server.pausedQueries() == 1);
      assertThat(other.query("rows 0").getLast()).hasToString("Z:I");
      try (RawClient cancel = server.connect()) {
        cancel.send(RawClient.cancel(client.processId(), client.secret()));
        assertThat(cancel.readByte()).isEqualTo(-1);
      }
      List<Message> said = client.readUntilReady();
      assertThat(said.get(said.size() - 2).field('C')).isEqualTo("57014");
      assertThat(said.stream().filter(message -> message.toString().equals("C:SHOW|")).count())
          .isLessThan(1_000);
    }
  }

  @Test
  void theStatementsOfATextHaveOneTimeTogether() throws IOException {
    try (TestServer server = new TestServer(engine, limits(64 * 1024, Duration.ofSeconds(1)));
        RawClient client = server.login()) {
      List<Message> said = client.query("sleep 600; sleep 600; sleep 600");
      assertThat(said).extracting(Message::type).endsWith('E', 'Z');
      Message error = said.get(said.size() - 2);
      assertThat(error.field('C')).isEqualTo("57014");
      assertThat(error.field('M')).contains("(limit query-timeout)");
      assertThat(said.stream().filter(message -> message.type() == 'C').count())
          .isLessThanOrEqualTo(2);
      assertThat(client.query("sleep 1").getLast()).hasToString("Z:I");
    }
  }

  @Test
  void aTooLongMessageIsAnsweredBeforeTheConnectionEnds() throws IOException {
    try (TestServer server = new TestServer(engine);
        RawClient client = server.login()) {
      byte[] text = RawClient.query0("rows 0 " + " ".repeat(3 << 20));
      client.send(text);
      Message error = client.read();
      assertThat(error.field('S')).isEqualTo("FATAL");
      assertThat(error.field('C')).isEqualTo("54000");
      assertThat(error.field('M')).contains("max-pg-message-bytes");
      assertThat(client.readByte()).isEqualTo(-1);
    }
  }

  @Test
  void psqlShowsWhyATooLongMessageWasRefused() throws Exception {
    Psql.assumePresent();
    try (TestServer server = new TestServer(engine)) {
      String output = Psql.run(server.address(), "rows 0 /*" + "x".repeat(3 << 20) + "*/;\n", "-A");
      assertThat(output).contains("FATAL", "max-pg-message-bytes");
    }
  }
}
