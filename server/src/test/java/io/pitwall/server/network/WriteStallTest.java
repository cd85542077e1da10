package io.pitwall.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.pitwall.server.HandMovedClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a client leaves bytes unread, in time that the test moves. */
class WriteStallTest {
  private static final long LIMIT_MILLIS = 30_000;

  private final HandMovedClock clock = new HandMovedClock();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ChannelOutboundBuffer output = channel.unsafe().outboundBuffer();
  private final WriteStall stall = new WriteStall(channel, clock);

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
  }

  @Test
  void aClientForWhichNothingWaitsIsNotStalled() {
    assertThat(stallsAfter(Duration.ofHours(1))).isFalse();
    write(100);
    assertThat(stallsAfter(Duration.ofHours(1))).isFalse();
  }

  @Test
  void aClientThatTakesNothingIsStalledAfterTheTime() {
    write(100);
    assertThat(stallsAfter(Duration.ZERO)).isFalse();
    assertThat(stallsAfter(Duration.ofSeconds(30))).isFalse();
    assertThat(stallsAfter(Duration.ofMillis(1))).isTrue();
  }

  @Test
  void whatTheServerWritesIsNoProgressOfTheClient() {
    write(100);
    boolean stalled = false;
    for (int second = 0; second < 31; second++) {
      assertThat(stalled).isFalse();
      write(100);
      stalled = stallsAfter(Duration.ofSeconds(1));
    }
    assertThat(stallsAfter(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void aClientThatTakesALittleFromTimeToTimeMayTakeAnHour() {
    write(1_000_000);
    for (int round = 0; round < 180; round++) {
      assertThat(stallsAfter(Duration.ofSeconds(20))).isFalse();
      output.removeBytes(100);
      write(100);
    }
  }

  @Test
  void theTimeBeginsAgainOnceAllIsTaken() {
    write(100);
    assertThat(stallsAfter(Duration.ofSeconds(29))).isFalse();
    output.removeBytes(100);
    assertThat(stallsAfter(Duration.ofSeconds(29))).isFalse();
    write(100);
    assertThat(stallsAfter(Duration.ofSeconds(29))).isFalse();
    assertThat(stallsAfter(Duration.ofSeconds(30))).isFalse();
    assertThat(stallsAfter(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void aClosedConnectionIsNotStalled() {
    write(100);
    assertThat(stallsAfter(Duration.ZERO)).isFalse();
    channel.close();
    assertThat(stallsAfter(Duration.ofHours(1))).isFalse();
  }

  /** Leaves bytes to be sent, which only {@link ChannelOutboundBuffer#removeBytes} sends. */
  private void write(int bytes) {
    channel.write(Unpooled.buffer(bytes).writeZero(bytes));
    output.addFlush();
  }

  private boolean stallsAfter(Duration time) {
    clock.move(time);
    return stall.isLongerThan(LIMIT_MILLIS);
  }
}
