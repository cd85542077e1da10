package io.pitwall.query.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EpochSecondsTest {
  private static final long SEED = Long.getLong("pitwall.seed", System.nanoTime());

  private static void check(long nanos) {
    assertThat(EpochSeconds.of(nanos))
        .as("%d ns, seed %d", nanos, SEED)
        .isEqualTo(BigDecimal.valueOf(nanos, 9).doubleValue());
  }

  @Test
  void secondsAreTheNearestDouble() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      check(random.nextLong() >> random.nextInt(Long.SIZE));
      check(1_767_225_600_000_000_000L + random.nextInt());
      check((random.nextLong() >> random.nextInt(30)) / 1_000_000 * 1_000_000);
    }
  }

  @Test
  void soAreThoseBesideTheEdges() {
    for (long edge : new long[] {0, 1L << 53, -(1L << 53), Long.MAX_VALUE, Long.MIN_VALUE}) {
      for (int i = -3; i <= 3; i++) {
        check(edge + i);
      }
    }
  }
}
