package io.pitwall.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.pitwall.server.Eventually;
import io.pitwall.server.HandMovedClock;
import io.pitwall.storage.limit.Limit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkGateTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EventLoops loops = new EventLoops(1);
  private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final HandMovedClock clock = new HandMovedClock();
  private NetworkGate gate;

  @BeforeEach
  void open() throws IOException {
    gate = open(1, 1, 100);
  }

  private NetworkGate open(int most, int mostPerAddress, int mostNew) throws IOException {
    GateOptions.Limits limits =
        new GateOptions.Limits(
            new GateOptions.Cap(most, Limit.count("all", 9, "All connections.")),
            new GateOptions.Cap(mostPerAddress, Limit.count("each", 9, "Those of one address.")),
            new GateOptions.Cap(mostNew, Limit.count("new", 9, "New ones.")),
            1);
    return NetworkGate.open(
        new GateOptions(
            "tests", new InetSocketAddress(LOOPBACK, 0), limits, bootstrap -> {}, clock),
        loops,
        new NetworkGate.Protocol() {
          @Override
          public void serve(Channel channel) {
            assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
            events.add("served");
          }

          @Override
          public void turnAway(Channel channel, String reason) {
            events.add(reason);
          }
        });
  }

  @AfterEach
  void close() {
    gate.close();
    loops.close();
  }

  private Socket connect() throws IOException {
    return connect(gate);
  }

  private static Socket connect(NetworkGate gate) throws IOException {
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
        assertThat(event()).endsWith(" are open (limit each)");
        try (Socket third = connect()) {
          assertThat(third.getInputStream().read()).isEqualTo(-1);
          assertThat(second.isClosed()).isFalse();
        }
      }
      assertThat(first.isClosed()).isFalse();
    }
    assertThat(gate.refusedConnections()).isEqualTo(Map.of("all", 0L, "each", 2L, "new", 0L));
    assertThat(events).isEmpty();
  }

  @Test
  void theLimitOfAllConnectionsIsReachedAndNamed() throws Exception {
    try (NetworkGate few = open(2, 9, 100)) {
      assertThat(eventsOfThreeClients(few))
          .containsExactlyInAnyOrder("served", "served", "2 connections are open (limit all)");
      assertThat(few.refusedConnections()).isEqualTo(Map.of("all", 1L, "each", 0L, "new", 0L));
    }
  }

  @Test
  void theLimitOfConnectionsFromOneAddressIsReachedAndNamed() throws Exception {
    try (NetworkGate few = open(9, 2, 100)) {
      assertThat(eventsOfThreeClients(few))
          .containsExactlyInAnyOrder(
              "served", "served", "2 connections from 127.0.0.1 are open (limit each)");
      assertThat(few.refusedConnections()).isEqualTo(Map.of("all", 0L, "each", 1L, "new", 0L));
    }
  }

  @Test
  void newConnectionsFromOneAddressHaveARateAfterWhichTheyAreTurnedAway() throws Exception {
    try (NetworkGate few = open(9, 9, 2)) {
      for (int i = 0; i < 2; i++) {
        connect(few).close();
        assertThat(event()).isEqualTo("served");
      }
      connect(few).close();
      assertThat(event())
          .isEqualTo("more than 2 new connections per second from 127.0.0.1 (limit new)");
      assertThat(few.refusedConnections()).isEqualTo(Map.of("all", 0L, "each", 0L, "new", 1L));
      clock.move(Duration.ofMillis(500));
      connect(few).close();
      assertThat(event()).isEqualTo("served");
    }
  }

  private List<String> eventsOfThreeClients(NetworkGate gate) throws Exception {
    List<Socket> clients = List.of(connect(gate), connect(gate), connect(gate));
    List<String> happened = List.of(event(), event(), event());
    assertThat(gate.connectionsFrom(LOOPBACK)).isEqualTo(2);
    for (Socket client : clients) {
      client.close();
    }
    return happened;
  }

  @Test
  void aPlaceIsFreeAgainAfterItsConnectionCloses() throws Exception {
    Socket first = connect();
    assertThat(event()).isEqualTo("served");
    first.close();
    Eventually.isSo("the place is free", () -> gate.connectionsFrom(LOOPBACK) == 0);
    Socket second = connect();
    assertThat(event()).isEqualTo("served");
    second.close();
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
