package io.pitwall.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RaceSamplesTest {
  @Test
  void percentilesAreThoseOfTheNearestRank() {
    RaceSamples samples = new RaceSamples();
    for (int i = 200; i >= 1; i--) {
      samples.answered(i * 1_000_000L, 10);
    }

    assertThat(samples.millis(50)).isEqualTo(100);
    assertThat(samples.millis(99)).isEqualTo(198);
    assertThat(samples.millis(100)).isEqualTo(200);
    assertThat(samples.count()).isEqualTo(200);
  }

  @Test
  void emptyAnswersAndErrorsAreCountedApart() {
    RaceSamples samples = new RaceSamples();
    samples.answered(1, 0);
    samples.answered(1, 1);
    samples.failed("first\n  line");
    samples.failed("second");

    assertThat(samples.count()).isEqualTo(4);
    assertThat(samples.emptyAnswers()).isEqualTo(1);
    assertThat(samples.errors()).isEqualTo(2);
    assertThat(samples.firstError()).isEqualTo("first line");
  }

  @Test
  void withoutAnswersThereIsNoLatency() {
    assertThat(new RaceSamples().millis(99)).isZero();
  }
}
