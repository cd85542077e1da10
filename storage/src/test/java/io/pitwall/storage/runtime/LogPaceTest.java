package io.pitwall.storage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.simulation.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogPaceTest {
  private final ManualClock clock = new ManualClock(0);
  private final LogPace pace = new LogPace(clock, Duration.ofSeconds(10));

  @Test
  void oneMessagePerIntervalIsLetThroughAndTheOthersAreCounted() {
    assertThat(pace.admit()).isEqualTo(1);
    assertThat(pace.admit()).isZero();
    clock.advance(Duration.ofMillis(9_999).toNanos());
    assertThat(pace.admit()).isZero();
    clock.advance(Duration.ofMillis(1).toNanos());
    assertThat(pace.admit()).isEqualTo(3);
    assertThat(pace.admit()).isZero();
  }

  @Test
  void aMessageAfterALongSilenceIsLetThrough() {
    assertThat(pace.admit()).isEqualTo(1);
    clock.advance(Duration.ofHours(1).toNanos());
    assertThat(pace.admit()).isEqualTo(1);
  }
}
