package io.pitwall.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.benchmarks.campaign.AbuseSamples.Sample;
import org.junit.jupiter.api.Test;

class AbuseSamplesTest {
  @Test
  void memoryThatGrowsInTheLastHalfShows() {
    AbuseSamples samples = new AbuseSamples();
    for (int second = 0; second < 400; second++) {
      samples.add(new Sample(second, 0));
    }

    assertThat(samples.mostResidentBytes()).isEqualTo(399);
    assertThat(samples.residentGrowth()).isEqualTo(100);
  }

  @Test
  void onlyWhatCollectionsLeaveCountsAsGrowthOfTheHeap() {
    AbuseSamples samples = new AbuseSamples();
    for (int second = 0; second < 400; second++) {
      samples.add(new Sample(0, second < 300 ? 1_000 + second % 10 : 1_000 + second % 90));
    }

    assertThat(samples.heapGrowth()).isZero();
  }

  @Test
  void withoutSamplesInEachQuarterNothingGrows() {
    AbuseSamples samples = new AbuseSamples();
    assertThat(samples.residentGrowth()).isZero();
    samples.add(new Sample(7, 7));
    assertThat(samples.residentGrowth()).isZero();
    assertThat(samples.heapGrowth()).isZero();
  }
}
