package io.pitwall.benchmarks.campaign.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.config.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Held connections are judged once they are old enough, and never let go before. */
class HeldConnectionsTest {
  private final AbuseTally tally = new AbuseTally();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aConnectionThatTheServerKeepsForTooLongIsAFault() throws IOException {
    try (HeldConnections held = new HeldConnections("one", 1, Duration.ZERO, tally);
        Socket kept = hold(held)) {
      assertThat(kept.isConnected()).isTrue();
      held.judge();

      assertThat(tally.faults()).containsExactly("one was still open after 0 s");
      assertThat(held.missing()).isEmpty();
    }
  }

  @Test
  void aConnectionThatTheServerEndsIsNone() throws IOException {
    try (HeldConnections held = new HeldConnections("one", 1, Duration.ofMillis(100), tally)) {
      hold(held).close();
      while (!held.missing().isEmpty()) {
        held.judge();
      }

      assertThat(tally.faultCount()).isZero();
      assertThat(tally.answers()).containsOnlyKeys("ended by the server");
    }
  }

  @Test
  void aYoungConnectionIsKeptAlsoWhenNoMoreFit() throws IOException {
    try (HeldConnections held = new HeldConnections("one", 1, Duration.ofHours(1), tally)) {
      try (Socket kept = hold(held)) {
        assertThat(kept.isConnected()).isTrue();
        held.judge();

        assertThat(held.isFull()).isTrue();
        assertThat(held.missing()).isEqualTo("one that was held for 3600 s");
        assertThat(tally.answers()).isEmpty();
      }
    }
  }

  /** Holds a connection; gives the server's end of it. */
  private Socket hold(HeldConnections held) throws IOException {
    HostPort address = new HostPort("127.0.0.1", server.getLocalPort());
    held.hold(AbuseSocket.connect(InetAddress.getLoopbackAddress(), address));
    return server.accept();
  }
}
