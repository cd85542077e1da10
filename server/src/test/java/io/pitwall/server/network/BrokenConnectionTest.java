package io.pitwall.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.postgres.wire.ConnectionEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class BrokenConnectionTest {
  private final IOException reset = new IOException("epoll_ctl(..) failed");

  @Test
  void aResetIsNoFaultOfTheServerHoweverItIsThrown() {
    assertThat(BrokenConnection.isReason(reset)).isTrue();
    assertThat(BrokenConnection.isReason(new UncheckedIOException(reset))).isTrue();
    assertThat(BrokenConnection.isReason(new IllegalStateException("a fault"))).isFalse();
  }

  @Test
  void aPostgresClientThatIsGoneIsSentNoError() {
    assertThat(ConnectionEnd.explain(reset)).isNull();
    assertThat(ConnectionEnd.explain(new UncheckedIOException(reset))).isNull();
  }
}
