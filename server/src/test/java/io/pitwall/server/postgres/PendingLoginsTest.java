package io.pitwall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.Eventually;
import io.pitwall.server.postgres.login.PendingLogins;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that do not finish their login keep nobody out, and cancelling always works. */
class PendingLoginsTest {
  private static final byte[] STARTUP =
      RawClient.startup(196608, "user", "admin", "database", "race");

  private final FakeEngine engine = new FakeEngine();

  private static PostgresLimits limits(int sessions, int perAddress, PendingLogins.Most pending) {
    return new PostgresLimits(
        64 * 1024,
        sessions,
        perAddress,
        100_000,
        pending,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60));
  }

  @Test
  void halfLoginsTakeNoSessions() throws Exception {
    PostgresLimits limits = limits(2, 100, new PendingLogins.Most(20, 20));
    List<RawClient> half = new ArrayList<>();
    try (TestServer server = new TestServer(engine, limits)) {
      for (int i = 0; i < 10; i++) {
        RawClient client = server.connect();
        half.add(client);
        client.send(STARTUP);
        assertThat(client.read().type()).isEqualTo('R');
      }
      try (RawClient first = server.login();
          RawClient second = server.login()) {
        assertThat(first.query("rows 0").getLast()).hasToString("Z:I");
        assertThat(second.query("rows 0").getLast()).hasToString("Z:I");
      }
    } finally {
      closeAll(half);
    }
  }

  @Test
  void sessionsBeyondTheLimitAreToldSoAfterTheirPassword() throws Exception {
    PostgresLimits limits = limits(1, 100, new PendingLogins.Most(20, 20));
    try (TestServer server = new TestServer(engine, limits)) {
      try (RawClient first = server.login();
          RawClient second = server.connect()) {
        RawClient.Message refusal = second.login(TestServer.PASSWORD).getLast();
        assertThat(refusal.field('S')).isEqualTo("FATAL");
        assertThat(refusal.field('C')).isEqualTo("53300");
        assertThat(refusal.field('M')).contains("(limit max-pg-connections)");
        assertThat(server.server().refusedConnections()).containsEntry("max-pg-connections", 1L);
        try (RawClient wrong = server.connect()) {
          assertThat(wrong.login("wrong").getLast().field('C')).isEqualTo("28P01");
        }
        assertThat(first.query("rows 0").getLast()).hasToString("Z:I");
      }
      Eventually.isSo("all are closed", () -> server.server().connections() == 0);
      try (RawClient third = server.login()) {
        assertThat(third.query("rows 0").getLast()).hasToString("Z:I");
      }
    }
  }

  @Test
  void pastTheLimitOfAllTheOldestThatHasNotLoggedInGivesWay() throws Exception {
    oldestGivesWay(new PendingLogins.Most(3, 100), "max-pg-logins");
  }

  @Test
  void pastTheLimitOfItsAddressTheOldestThatHasNotLoggedInGivesWay() throws Exception {
    oldestGivesWay(new PendingLogins.Most(100, 3), "max-pg-logins-per-address");
  }

  private void oldestGivesWay(PendingLogins.Most most, String limit) throws Exception {
    List<RawClient> half = new ArrayList<>();
    try (TestServer server = new TestServer(engine, limits(5, 100, most));
        RawClient session = server.login()) {
      for (int i = 0; i < 3; i++) {
        RawClient client = server.connect();
        half.add(client);
        client.send(STARTUP);
        assertThat(client.read().type()).isEqualTo('R');
      }
      assertThat(server.server().refusedConnections()).containsEntry(limit, 0L);
      try (RawClient next = server.login()) {
        RawClient.Message end = half.getFirst().read();
        assertThat(end.field('C')).isEqualTo("53300");
        assertThat(end.field('M')).endsWith("(limit " + limit + ")");
        assertThat(half.getFirst().readByte()).isEqualTo(-1);
        assertThat(half.get(1).finishLoginAfterOffer(TestServer.PASSWORD).getLast())
            .hasToString("Z:I");
        assertThat(next.query("rows 0").getLast()).hasToString("Z:I");
        assertThat(session.query("rows 0").getLast()).hasToString("Z:I");
      }
      assertThat(server.server().refusedConnections()).containsEntry(limit, 1L);
    } finally {
      closeAll(half);
    }
  }

  @Test
  void cancellingWorksWhenAllSessionsAndWaitingPlacesAreTaken() throws Exception {
    cancels(limits(1, 100, new PendingLogins.Most(3, 3)), 4);
  }

  @Test
  void cancellingWorksPastTheLimitOfTheAddress() throws Exception {
    cancels(limits(10, 2, new PendingLogins.Most(10, 10)), 5);
  }

  private void cancels(PostgresLimits limits, int silent) throws Exception {
    List<RawClient> half = new ArrayList<>();
    try (TestServer server = new TestServer(engine, limits);
        RawClient session = server.login()) {
      session.send(RawClient.query0("wait"));
      engine.waiting.await();
      for (int i = 0; i < silent; i++) {
        half.add(server.connect());
      }
      try (RawClient cancel = server.connect()) {
        cancel.send(RawClient.cancel(session.processId(), session.secret()));
        assertThat(cancel.readByte()).isEqualTo(-1);
      }
      List<RawClient.Message> said = session.readUntilReady();
      assertThat(said.get(said.size() - 2).field('C')).isEqualTo("57014");
    } finally {
      closeAll(half);
    }
  }

  @Test
  void aLoginPastTheLimitOfTheAddressIsToldSo() throws Exception {
    PostgresLimits limits = limits(10, 1, new PendingLogins.Most(10, 10));
    try (TestServer server = new TestServer(engine, limits);
        RawClient session = server.login();
        RawClient second = server.connect()) {
      second.send(STARTUP);
      RawClient.Message refusal = second.read();
      assertThat(refusal.field('C')).isEqualTo("53300");
      assertThat(refusal.field('M')).contains("(limit max-pg-connections-per-address)");
      assertThat(session.query("rows 0").getLast()).hasToString("Z:I");
    }
  }

  private static void closeAll(List<RawClient> clients) throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }
}
