package io.pitwall.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkGateTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EventLoops loops = new EventLoops(1);
  private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private NetworkGate gate;

  @BeforeEach
  void open() throws IOException {
    GateOptions options =
        new GateOptions("tests", new InetSocketAddress(LOOPBACK, 0), 1, 1, bootstrap -> {});
    gate =
        NetworkGate.open(
            options,
            loops,
            new NetworkGate.Protocol() {
              @Override
              public void serve(Channel channel) {
                events.add("served");
              }

              @Override
              public void turnAway(Channel channel) {
                events.add("turned away");
              }

              @Override
              public void refused() {
                refused.incrementAndGet();
              }
            });
  }

  @AfterEach
  void close() {
    gate.close();
    loops.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(LOOPBACK, gate.address().getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private String event() throws InterruptedException {
    return String.valueOf(events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  void connectionsPastTheLimitAreTurnedAwayAndPastThatOneClosed() throws Exception {
    try (Socket first = connect()) {
      assertThat(event()).isEqualTo("served");
      try (Socket second = connect()) {
        assertThat(event()).isEqualTo("turned away");
        try (Socket third = connect()) {
          assertThat(third.getInputStream().read()).isEqualTo(-1);
          assertThat(second.isClosed()).isFalse();
        }
      }
      assertThat(first.isClosed()).isFalse();
    }
    assertThat(refused).hasValue(2);
    assertThat(events).isEmpty();
  }

  @Test
  void servedConnectionsAreCountedPerAddressUntilTheyClose() throws Exception {
    try (Socket first = connect()) {
      assertThat(event()).isEqualTo("served");
      assertThat(gate.connectionsFrom(first.getLocalAddress())).isEqualTo(1);
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (gate.connectionsFrom(LOOPBACK) > 0 && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(gate.connectionsFrom(LOOPBACK)).isZero();
    assertThat(gate.connections()).isZero();
  }

  @Test
  void drainingWaitsForConnectionsToEnd() throws Exception {
    try (Socket first = connect()) {
      assertThat(event()).isEqualTo("served");
      gate.drain(Channel::close, PATIENCE.toMillis());
      assertThat(first.getInputStream().read()).isEqualTo(-1);
      assertThat(gate.connections()).isZero();
    }
  }
}
