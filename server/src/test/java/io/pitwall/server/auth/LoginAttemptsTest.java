package io.pitwall.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.pitwall.server.HandMovedClock;
import io.pitwall.server.auth.LoginAttempts.Excess;
import io.pitwall.server.auth.LoginAttempts.Protocol;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoginAttemptsTest {
  private final HandMovedClock clock = new HandMovedClock();
  private final LoginAttempts attempts = new LoginAttempts(new LoginAttempts.Limits(5, 3), clock);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(LoginAttempts.class);

  @BeforeEach
  void listen() {
    logged.start();
    log.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(logged);
  }

  @Test
  void failuresOfAnAddressAreWithinTheLimitUpToIt() {
    for (int i = 0; i < 3; i++) {
      assertThat(attempts.failed(Protocol.HTTP, address(1))).isNull();
    }
    Excess excess = attempts.failed(Protocol.HTTP, address(1));
    assertThat(excess)
        .isEqualTo(
            new Excess(
                "too many failed logins from 192.0.2.1 (limit max-failed-logins-per-address)", 20));
    assertThat(attempts.failed(Protocol.HTTP, address(2))).as("another address").isNull();
    clock.move(Duration.ofSeconds(20));
    assertThat(attempts.failed(Protocol.HTTP, address(1))).isNull();
    assertThat(attempts.failed(Protocol.HTTP, address(1))).isNotNull();
  }

  @Test
  void bothProtocolsCountTogetherAndAreReportedApart() {
    attempts.failed(Protocol.HTTP, address(1));
    attempts.failed(Protocol.HTTP, address(1));
    attempts.failed(Protocol.POSTGRESQL, address(1));
    assertThat(attempts.failed(Protocol.POSTGRESQL, address(1))).isNotNull();
    attempts.succeeded(Protocol.POSTGRESQL, address(1), Principal.ofUser("grafana"));
    assertThat(attempts.failed(Protocol.HTTP)).isEqualTo(2);
    assertThat(attempts.failed(Protocol.POSTGRESQL)).isEqualTo(2);
    assertThat(attempts.pastLimit(Protocol.HTTP)).isZero();
    assertThat(attempts.pastLimit(Protocol.POSTGRESQL)).isEqualTo(1);
    assertThat(attempts.succeeded(Protocol.POSTGRESQL)).isEqualTo(1);
    assertThat(attempts.succeeded(Protocol.HTTP)).isZero();
  }

  @Test
  void failuresOfAllAddressesHaveALimitWhichOneAddressCannotUseUp() {
    for (int i = 0; i < 100; i++) {
      attempts.failed(Protocol.HTTP, address(1));
    }
    assertThat(attempts.failed(Protocol.HTTP, address(2))).isNull();
    assertThat(attempts.failed(Protocol.HTTP, address(3))).isNull();
    assertThat(attempts.failed(Protocol.HTTP, address(4)))
        .isEqualTo(new Excess("too many failed logins (limit max-failed-logins)", 12));
    clock.move(Duration.ofSeconds(12));
    assertThat(attempts.failed(Protocol.HTTP, address(5))).isNull();
  }

  @Test
  void theLogHasOneLinePerIntervalWithTheNumberAndTheLastAddress() {
    for (int i = 1; i <= 100; i++) {
      attempts.failed(Protocol.HTTP, address(i));
    }
    clock.move(Duration.ofSeconds(10));
    attempts.failed(Protocol.HTTP, address(7));
    attempts.failed(Protocol.POSTGRESQL, address(8));
    attempts.succeeded(Protocol.POSTGRESQL, address(9), Principal.ofUser("grafana"));
    attempts.succeeded(Protocol.POSTGRESQL, address(9), Principal.ofUser("grafana"));
    assertThat(logged.list.stream().map(ILoggingEvent::toString).toList())
        .isEqualTo(
            List.of(
                "[WARN] failed logins over HTTP: 1 since the last such line; the last is from"
                    + " 192.0.2.1",
                "[WARN] failed logins over HTTP: 100 since the last such line; the last is from"
                    + " 192.0.2.7",
                "[WARN] failed logins over PostgreSQL: 1 since the last such line; the last is from"
                    + " 192.0.2.8",
                "[INFO] logins over PostgreSQL: 1 since the last such line; the last is of"
                    + " 'grafana' from 192.0.2.9"));
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
