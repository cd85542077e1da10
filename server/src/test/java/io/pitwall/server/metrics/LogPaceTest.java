package io.pitwall.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.HandMovedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogPaceTest {
  private final HandMovedClock clock = new HandMovedClock();
  private final LogPace pace = new LogPace(clock, Duration.ofSeconds(10));

  @Test
  void oneMessagePerIntervalIsLetThroughAndTheOthersAreCounted() {
    assertThat(pace.admit()).isEqualTo(1);
    assertThat(pace.admit()).isZero();
    clock.move(Duration.ofMillis(9_999));
    assertThat(pace.admit()).isZero();
    clock.move(Duration.ofMillis(1));
    assertThat(pace.admit()).isEqualTo(3);
    assertThat(pace.admit()).isZero();
  }

  @Test
  void aMessageAfterALongSilenceIsLetThrough() {
    assertThat(pace.admit()).isEqualTo(1);
    clock.move(Duration.ofHours(1));
    assertThat(pace.admit()).isEqualTo(1);
  }
}
