package io.pitwall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningServer;
import io.pitwall.server.config.Setting;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that guess passwords are told to wait, and the right password is let in all the same. */
class FailedLoginTest {
  @Test
  void wrongPasswordsPastTheLimitNameItAndTheRightOneLogsIn(@TempDir Path directory)
      throws Exception {
    Map<Setting, String> settings = Map.of(Setting.MAX_FAILED_LOGINS_PER_ADDRESS, "2");
    try (RunningServer server = RunningServer.start(directory, settings)) {
      String wrong = "password authentication failed for user \"admin\"";
      assertThat(failure(server).field('M')).isEqualTo(wrong);
      assertThat(failure(server).field('M')).isEqualTo(wrong);
      RawClient.Message third = failure(server);
      assertThat(third.field('S')).isEqualTo("FATAL");
      assertThat(third.field('C')).isEqualTo("28P01");
      assertThat(third.field('M'))
          .startsWith(wrong + ", and there are too many failed logins from 127.0.0.1")
          .contains("(limit max-failed-logins-per-address); wait ");
      try (RawClient client = new RawClient(server.server().postgresAddress())) {
        assertThat(client.login(RunningServer.TOKEN).getLast()).hasToString("Z:I");
      }
      assertThat(server.metric("pitwall_logins_total{protocol=\"postgresql\"}")).isEqualTo(1);
      assertThat(server.metric("pitwall_failed_logins_total{protocol=\"postgresql\"}"))
          .isEqualTo(3);
      assertThat(server.metric("pitwall_failed_logins_past_limit_total{protocol=\"postgresql\"}"))
          .isEqualTo(1);
    }
  }

  private static RawClient.Message failure(RunningServer server) throws Exception {
    try (RawClient client = new RawClient(server.server().postgresAddress())) {
      return client.login("not the password").getLast();
    }
  }
}
