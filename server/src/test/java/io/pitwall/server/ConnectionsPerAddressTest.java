package io.pitwall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.config.Setting;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One address can't take the places of all others, on either protocol. */
class ConnectionsPerAddressTest {
  private static final String PING = "GET /ping HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final byte[] STARTUP = {0, 0, 0, 16, 0, 3, 0, 0, 'u', 's', 'e', 'r', 0, 'a', 0, 0};
  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 210, 22, 47};

  @Test
  void connectionsPastTheLimitOfTheirAddressAreTurnedAwayAndCounted(@TempDir Path directory)
      throws Exception {
    Map<Setting, String> settings =
        Map.of(
            Setting.MAX_CONNECTIONS_PER_ADDRESS, "2", Setting.MAX_PG_CONNECTIONS_PER_ADDRESS, "1");
    try (RunningServer server = RunningServer.start(directory, settings)) {
      assertThat(refused(server, "max-connections-per-address")).isZero();
      try (Socket second = server.connect()) {
        second.getOutputStream().write(PING.getBytes(StandardCharsets.US_ASCII));
        assertThat(second.getInputStream().read()).isEqualTo('H');
        assertThat(server.exchangeUntilClosed(PING))
            .startsWith("HTTP/1.1 503")
            .contains("2 connections from 127.0.0.1", "(limit max-connections-per-address)");
      }
      int port = server.server().postgresAddress().getPort();
      try (Socket first = new Socket("127.0.0.1", port)) {
        first.getOutputStream().write(SSL_REQUEST);
        assertThat(first.getInputStream().read()).as("counted by now").isEqualTo('N');
        try (Socket second = new Socket("127.0.0.1", port)) {
          second.getOutputStream().write(STARTUP);
          assertThat(RunningServer.readAll(second.getInputStream()))
              .contains("53300", "1 connections from 127.0.0.1")
              .contains("(limit max-pg-connections-per-address)");
        }
        assertThat(first.isClosed()).isFalse();
      }
      assertThat(refused(server, "max-connections-per-address")).isEqualTo(1);
      assertThat(refused(server, "max-pg-connections-per-address")).isEqualTo(1);
      assertThat(refused(server, "max-connections")).isZero();
    }
  }

  private static double refused(RunningServer server, String limit) {
    return server.metric("pitwall_refused_connections_total{limit=\"" + limit + "\"}");
  }
}
