package io.pitwall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.Eventually;
import io.pitwall.server.postgres.RawClient.Message;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions that the server ends: it says why. */
class SessionEndTest {
  private final FakeEngine engine = new FakeEngine();

  @Test
  void anIdleSessionIsToldThatTheServerEnds() throws IOException {
    try (TestServer server = new TestServer(engine);
        RawClient client = server.login();
        RawClient half = server.connect()) {
      half.send(RawClient.startup(196608, "user", "admin"));
      assertThat(half.read().type()).isEqualTo('R');
      server.server().close();
      Message end = client.read();
      assertThat(end.field('S')).isEqualTo("FATAL");
      assertThat(end.field('C')).isEqualTo("57P01");
      assertThat(client.readByte()).isEqualTo(-1);
      assertThat(half.read().field('C')).isEqualTo("57P03");
      assertThat(half.readByte()).isEqualTo(-1);
    }
  }

  @Test
  void aStatementIsAnsweredBeforeItsSessionEnds() throws Exception {
    try (TestServer server = new TestServer(engine);
        RawClient client = server.login()) {
      client.send(RawClient.query0("sleep 500; rows 0"));
      engine.waiting.await();
      Thread closing = Thread.ofPlatform().start(server.server()::close);
      List<Message> said = client.readUntilReady();
      closing.join();
      assertThat(said).extracting(Message::type).containsExactly('T', 'C', 'E');
      assertThat(said.getLast().field('C')).isEqualTo("57P01");
    }
  }

  @Test
  void aStatementThatTakesTooLongIsCancelledWhenTheServerEnds() throws Exception {
    try (TestServer server = new TestServer(engine);
        RawClient client = server.login()) {
      client.send(RawClient.query0("wait"));
      engine.waiting.await();
      Thread closing = Thread.ofPlatform().start(server.server()::close);
      List<Message> said = client.readUntilReady();
      assertThat(said.get(said.size() - 2).field('C')).isEqualTo("57014");
      assertThat(client.read().field('C')).isEqualTo("57P01");
      assertThat(client.readByte()).isEqualTo(-1);
      closing.join();
      assertThat(engine.openResults).hasValue(0);
    }
  }

  @Test
  void aSessionEndsBeforeTheNextStatementWhenItsTokenIsNoLongerValid() throws Exception {
    try (TestServer server = new TestServer(engine);
        RawClient busy = server.login();
        RawClient idle = server.login()) {
      busy.send(RawClient.query0("sleep 500; rows 0"));
      engine.waiting.await();
      server.admin.set(TestServer.verifier("another token"));
      List<Message> said = busy.readUntilReady();
      assertThat(said).extracting(Message::type).containsExactly('T', 'C', 'E');
      assertRevoked(said.getLast());
      assertRevoked(idle.read());
      assertThat(idle.readByte()).isEqualTo(-1);
      Eventually.isSo("both are closed", () -> server.server().connections() == 0);
    }
  }

  private static void assertRevoked(Message end) {
    assertThat(end.field('S')).isEqualTo("FATAL");
    assertThat(end.field('C')).isEqualTo("28000");
    assertThat(end.field('M')).contains("token of user \"admin\"");
  }
}
