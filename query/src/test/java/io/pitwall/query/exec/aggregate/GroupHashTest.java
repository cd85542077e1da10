package io.pitwall.query.exec.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongToIntFunction;
import org.junit.jupiter.api.Test;

/** Values that were computed to collide under a hash without a secret do not collide here. */
class GroupHashTest {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final int VALUES = 1 << 12;
  private static final int SLOT_BITS = 16;

  @Test
  void numbersThatCollideUnderAKnownFactorDoNotCollideAsKeysOrInASet() {
    assertThat(distinct(GroupHashTest::unseeded)).isEqualTo(1);
    assertThat(distinct(LongKeys::hash)).isGreaterThan(VALUES - 10);
    assertThat(distinct(LongSet::hash)).isGreaterThan(VALUES - 10);
  }

  /** A multiplication by a known odd factor can be undone, so that its halves are made equal. */
  private static int distinct(LongToIntFunction hash) {
    long inverse = FACTOR;
    for (int i = 0; i < 5; i++) {
      inverse *= 2 - FACTOR * inverse;
    }
    Set<Integer> hashes = new HashSet<>();
    for (long i = 0; i < VALUES; i++) {
      hashes.add(hash.applyAsInt((i << Integer.SIZE | i) * inverse));
    }
    return hashes.size();
  }

  private static int unseeded(long value) {
    long mixed = value * FACTOR;
    return (int) (mixed ^ mixed >>> Integer.SIZE);
  }

  /** Codes are numbers from 0 on, so pairs of them that collide are found by trying all. */
  @Test
  void pairsOfCodesThatShareASlotUnderAKnownFactorDoNotShareOneInAGroupTable() {
    List<int[]> pairs = new ArrayList<>();
    for (int first = 0; first < VALUES; first++) {
      for (int second = 0; second < VALUES; second++) {
        if (slot(unseeded(first, second)) == 0) {
          pairs.add(new int[] {first, second});
        }
      }
    }
    assertThat(pairs).hasSizeGreaterThan(200);
    Set<Integer> slots = new HashSet<>();
    for (int[] pair : pairs) {
      slots.add(slot(GroupTable.hash(new int[][] {{pair[0]}, {pair[1]}}, 0)));
    }
    assertThat(slots).hasSizeGreaterThan(pairs.size() * 9 / 10);
  }

  private static int unseeded(int first, int second) {
    long hash = first * FACTOR;
    hash ^= hash >>> 29;
    hash = (hash ^ second) * FACTOR;
    hash ^= hash >>> 29;
    return (int) (hash ^ hash >>> Integer.SIZE);
  }

  private static int slot(int hash) {
    return hash & (1 << SLOT_BITS) - 1;
  }
}
