package io.pitwall.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionSweepTest {
  private final ConnectionSweep sweep = new ConnectionSweep(20);
  private final AtomicInteger looks = new AtomicInteger();

  private static void pass(EmbeddedChannel channel, long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void anOpenConnectionIsLookedAtOncePerInterval() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    sweep.add(channel, looks::incrementAndGet);
    pass(channel, 9);
    assertThat(looks).hasValue(0);
    pass(channel, 1);
    assertThat(looks).hasValue(1);
    pass(channel, 10);
    assertThat(looks).hasValue(2);
  }

  @Test
  void aLookMayCloseItsConnectionWhichIsThenLeftAlone() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    sweep.add(
        channel,
        () -> {
          looks.incrementAndGet();
          channel.close();
        });
    pass(channel, 10);
    pass(channel, 10);
    assertThat(looks).hasValue(1);
  }

  @Test
  void aSecondLookOfAConnectionTakesThePlaceOfTheFirst() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    AtomicInteger second = new AtomicInteger();
    sweep.add(channel, looks::incrementAndGet);
    sweep.add(channel, second::incrementAndGet);
    pass(channel, 10);
    assertThat(looks).hasValue(0);
    assertThat(second).hasValue(1);
  }

  @Test
  void aLongTimeoutIsFoundWithinASecond() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    new ConnectionSweep(60_000).add(channel, looks::incrementAndGet);
    pass(channel, 1_000);
    assertThat(looks).hasValue(1);
  }

  @Test
  void aLookThatFailsClosesItsConnectionAndDoesNotEndTheSweep() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    sweep.add(
        channel,
        () -> {
          throw new IllegalStateException("planted by a test");
        });
    pass(channel, 10);
    assertThat(channel.isOpen()).isFalse();
    channel.checkException();
  }
}
