package io.pitwall.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.postgres.wire.ConnectionEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class BrokenConnectionTest {
  private static final IOException RESET = new IOException("epoll_ctl(..) failed");

  @Test
  void aResetIsNoFaultOfTheServerHoweverItIsThrown() {
    assertThat(BrokenConnection.isReason(RESET)).isTrue();
    assertThat(BrokenConnection.isReason(new UncheckedIOException(RESET))).isTrue();
    assertThat(BrokenConnection.isReason(new IllegalStateException("a fault"))).isFalse();
  }

  @Test
  void aPostgresClientThatIsGoneIsSentNoError() {
    assertThat(ConnectionEnd.explain(RESET)).isNull();
    assertThat(ConnectionEnd.explain(new UncheckedIOException(RESET))).isNull();
  }
}
