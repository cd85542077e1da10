package io.pitwall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Clients that speak nonsense, replayed by {@code -Dpitwall.seed}. */
class GarbageTest {
  private static final int CLIENTS = 200;

  @Test
  void clientsThatSpeakNonsenseHarmNobodyElse() throws IOException {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    Random random = new Random(seed);
    FakeEngine engine = new FakeEngine();
    try (TestServer server = new TestServer(engine);
        RawClient good = server.login()) {
      for (int i = 0; i < CLIENTS; i++) {
        boolean loggedIn = random.nextInt(4) == 0;
        try (RawClient client = loggedIn ? server.login() : server.connect()) {
          sendAll(client, spoiled(random, loggedIn));
        }
        assertThat(good.query("rows 100").getLast())
            .as("-Dpitwall.seed=" + seed)
            .hasToString("Z:I");
      }
    }
    assertThat(engine.openResults).hasValue(0);
  }

  /** A conversation with some of its bytes changed, left out or put in. */
  private static byte[] spoiled(Random random, boolean loggedIn) throws IOException {
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    if (!loggedIn) {
      talk.writeBytes(RawClient.startup(196608, "user", "admin", "database", "race"));
      talk.writeBytes(RawClient.saslInitial("SCRAM-SHA-256", "n,,n=,r=abc"));
    }
    talk.writeBytes(RawClient.query0("SET a = 'b'; rows 300; BEGIN"));
    talk.writeBytes(RawClient.message('P', new byte[20]));
    talk.writeBytes(RawClient.message('S', new byte[0]));
    talk.writeBytes(RawClient.query0("types"));
    ByteArrayOutputStream spoiled = new ByteArrayOutputStream();
    for (byte good : talk.toByteArray()) {
      switch (random.nextInt(40)) {
        case 0 -> spoiled.write(random.nextInt(256));
        case 1 -> {}
        case 2 -> {
          spoiled.write(good);
          spoiled.write(random.nextInt(256));
        }
        default -> spoiled.write(good);
      }
    }
    return spoiled.toByteArray();
  }

  /** Sends what it can: the server may close before all is sent, which is no failure. */
  private static void sendAll(RawClient client, byte[] bytes) {
    try {
      client.send(bytes);
    } catch (SocketException e) {
      assertThat(e).hasMessageMatching("(?i).*(broken pipe|connection reset|closed).*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
