package io.pitwall.query.exec.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairSetTest {
  private static final long SEED = Long.getLong("pitwall.seed", System.nanoTime());

  private static void compare(int groups, int codes, int additions) {
    Random random = new Random(SEED);
    PairSet pairs = new PairSet();
    Set<List<Integer>> expected = new HashSet<>();
    for (int i = 0; i < additions; i++) {
      // Growing bounds, so that the set changes its form while it has members.
      int group = random.nextInt(1 + (int) ((long) groups * i / additions));
      int code = random.nextInt(1 + (int) ((long) codes * i / additions));
      assertThat(pairs.add(group, code))
          .as("pair %d, %d with seed %d", group, code, SEED)
          .isEqualTo(expected.add(List.of(group, code)));
    }
  }

  @Test
  void aPairIsNewOnce() {
    compare(40, 40, 10_000);
    compare(1, 1000, 10_000);
    compare(1000, 1, 10_000);
  }

  @Test
  void manyPairsMoveToTheHash() {
    compare(5000, 5000, 50_000);
    compare(1, 10_000_000, 50_000);
    compare(10_000_000, 1, 50_000);
  }

  @Test
  void theLargestNumbersArePairsToo() {
    PairSet pairs = new PairSet();
    assertThat(pairs.add(3, 5)).isTrue();
    assertThat(pairs.add(Integer.MAX_VALUE, Integer.MAX_VALUE)).isTrue();
    assertThat(pairs.add(Integer.MAX_VALUE, Integer.MAX_VALUE)).isFalse();
    assertThat(pairs.add(3, 5)).isFalse();
    assertThat(pairs.add(5, 3)).isTrue();
  }
}
