package io.pitwall.server.postgres;

import static io.pitwall.server.postgres.RawClient.query0;
import static io.pitwall.server.postgres.RawClient.startup;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.postgres.RawClient.Message;
import io.pitwall.server.postgres.wire.StartupCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins over a socket, byte by byte. */
class LoginProtocolTest {
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
  void aLoginTellsWhatDriversNeedToKnow() throws IOException {
    try (RawClient client = server.connect()) {
      List<String> said =
          client.login(TestServer.PASSWORD).stream().map(Message::toString).toList();
      assertThat(said)
          .contains(
              "S:server_version|15.0|",
              "S:client_encoding|UTF8|",
              "S:DateStyle|ISO, MDY|",
              "S:standard_conforming_strings|on|",
              "S:integer_datetimes|on|",
              "S:TimeZone|UTC|",
              "S:session_authorization|admin|");
      assertThat(said.getLast()).isEqualTo("Z:I");
      assertThat(client.processId()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 7, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 10_001})
  void aStartupPacketOfAWrongLengthIsRefused(int length) throws IOException {
    try (RawClient client = server.connect()) {
      client.send(ByteBuffer.allocate(8).putInt(length).putInt(196608).array());
      assertThat(client.read().field('C')).isEqualTo("08P01");
      assertThat(client.readByte()).isEqualTo(-1);
    }
  }

  @Test
  void encryptionIsRefusedAndTheLoginGoesOn() throws IOException {
    try (RawClient client = server.connect()) {
      client.send(RawClient.code(StartupCode.SSL_REQUEST));
      assertThat(client.readByte()).isEqualTo('N');
      client.send(RawClient.code(StartupCode.GSS_REQUEST));
      assertThat(client.readByte()).isEqualTo('N');
      assertThat(client.login(TestServer.PASSWORD).getLast()).hasToString("Z:I");
    }
  }

  @Test
  void bytesBehindARequestForEncryptionAreRefused() throws IOException {
    try (RawClient client = server.connect()) {
      ByteArrayOutputStream both = new ByteArrayOutputStream();
      both.writeBytes(RawClient.code(StartupCode.SSL_REQUEST));
      both.writeBytes(startup(196608, "user", "admin"));
      client.send(both.toByteArray());
      assertThat(client.read().field('C')).isEqualTo("08P01");
      assertThat(client.readByte()).isEqualTo(-1);
    }
  }

  @Test
  void aNewerMinorVersionIsTalkedDown() throws IOException {
    try (RawClient client = server.connect()) {
      client.send(startup(196610, "user", "admin", "_pq_.new", "1"));
      Message negotiated = client.read();
      assertThat(negotiated.type()).isEqualTo('v');
      assertThat(HexFormat.of().formatHex(negotiated.body()))
          .isEqualTo(
              "00030000" + "00000001" + HexFormat.of().formatHex(RawClient.utf8("_pq_.new\0")));
      assertThat(client.finishLogin(TestServer.PASSWORD).getLast()).hasToString("Z:I");
    }
  }

  @Test
  void anotherProtocolIsRefused() throws IOException {
    try (RawClient client = server.connect()) {
      client.send(startup(2 << 16, "user", "admin"));
      assertThat(client.read().field('C')).isEqualTo("0A000");
    }
  }

  @Test
  void aWrongPasswordAndAnUnknownUserLookTheSame() throws IOException {
    try (RawClient wrong = server.connect();
        RawClient unknown = server.connect()) {
      Message first = wrong.login("pw_wrong").getLast();
      unknown.send(startup(196608, "user", "nobody"));
      Message second = unknown.finishLogin(TestServer.PASSWORD).getLast();
      assertThat(first.field('C')).isEqualTo("28P01");
      assertThat(second.text().replace("nobody", "admin")).isEqualTo(first.text());
      assertThat(wrong.readByte()).isEqualTo(-1);
    }
  }

  @Test
  void aQueryBeforeTheLoginIsRefused() throws IOException {
    try (RawClient client = server.connect()) {
      client.send(startup(196608, "user", "admin"), query0("rows 0"));
      assertThat(client.read().type()).isEqualTo('R');
      assertThat(client.read().field('C')).isEqualTo("08P01");
    }
  }

  @Test
  void aLoginThatTakesTooLongIsEnded() throws IOException {
    PostgresLimits hasty =
        new PostgresLimits(
            64 * 1024,
            8,
            16,
            100_000,
            TestServer.LIMITS.pendingLogins(),
            Duration.ofMillis(50),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60));
    try (TestServer other = new TestServer(engine, hasty);
        RawClient client = other.connect()) {
      client.send(startup(196608, "user", "admin"));
      assertThat(client.read().type()).isEqualTo('R');
      assertThat(client.read().field('M')).contains("pg-startup-timeout");
      assertThat(client.readByte()).isEqualTo(-1);
    }
  }
}
