package io.pitwall.storage.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.RandomTable;
import io.pitwall.storage.encoding.SeededRandom;
import io.pitwall.storage.head.HeadArrays;
import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.options.MemoryOptions;
import io.pitwall.storage.options.SealingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SealingPolicyTest {
  private static final long AGE_NANOS = 60_000_000_000L;
  private static final HeadBudget HUGE = new HeadBudget(Long.MAX_VALUE);

  private final Random random = SeededRandom.create("SealingPolicyTest");

  private HeadGeneration generation(int rows, long createdNanos) {
    RandomTable table = new RandomTable(random, true, 1);
    RandomTable.Made made = table.make(rows);
    HeadGeneration generation =
        new HeadGeneration(
            table.table(), new HeadArrays(0, MemoryOptions.DEFAULT_CHUNK_ROWS), 0, createdNanos);
    generation.append(made.written().runs().getFirst(), 1);
    return generation;
  }

  private static SealingPolicy policy(int rows, HeadBudget budget) {
    return new SealingPolicy(new SealingOptions(rows, AGE_NANOS), budget);
  }

  /** As after a publication in which all of them grew. */
  private static List<HeadGeneration> due(
      SealingPolicy policy, List<HeadGeneration> all, long headBytes, long pressed, long now) {
    return policy.due(all, () -> all, headBytes, pressed, now);
  }

  @Test
  void tablesThatDidNotGrowAreLookedAtOnlyOnceASecond() {
    SealingPolicy policy = policy(100, HUGE);
    HeadGeneration full = generation(100, 0);
    AtomicInteger looks = new AtomicInteger();
    Supplier<List<HeadGeneration>> all =
        () -> {
          looks.incrementAndGet();
          return List.of(full);
        };
    policy.due(List.of(), all, 0, 0, 0);
    for (int i = 1; i <= 100; i++) {
      assertThat(policy.due(List.of(full), all, 0, 0, i)).containsExactly(full);
    }
    assertThat(looks).as("in the first second").hasValue(1);
    policy.due(List.of(), all, 0, 0, SealingPolicy.AGE_CHECK_NANOS);
    assertThat(looks).hasValue(2);
  }

  @Test
  void aFullTableIsSealedAtOnceAndOthersAreNot() {
    HeadGeneration full = generation(100, 0);
    HeadGeneration other = generation(99, 0);
    assertThat(due(policy(100, HUGE), List.of(other, full), 0, 0, 1)).containsExactly(full);
  }

  @Test
  void anOldTableIsSealedAtTheNextCheckOfAges() {
    SealingPolicy policy = policy(100, HUGE);
    HeadGeneration old = generation(1, 0);
    HeadGeneration young = generation(1, 1);
    List<HeadGeneration> both = List.of(old, young);
    long check = AGE_NANOS - SealingPolicy.AGE_CHECK_NANOS;
    assertThat(due(policy, both, 0, 0, check)).isEmpty();
    assertThat(due(policy, both, 0, 0, AGE_NANOS - 1)).isEmpty();
    assertThat(due(policy, both, 0, 0, AGE_NANOS)).containsExactly(old);
  }

  /** The origin of monotonic time is arbitrary. */
  @Test
  void agesAreCheckedWhateverTheClockStartsAt() {
    for (long start : new long[] {Long.MIN_VALUE, -AGE_NANOS * 5, Long.MAX_VALUE - AGE_NANOS / 2}) {
      SealingPolicy policy = policy(100, HUGE);
      HeadGeneration old = generation(1, start);
      assertThat(due(policy, List.of(old), 0, 0, start)).isEmpty();
      assertThat(due(policy, List.of(old), 0, 0, start + AGE_NANOS)).containsExactly(old);
    }
  }

  @Test
  void tablesWhoseRowsKeepAFullLogAreSealedWhateverTheirAge() {
    HeadGeneration quiet = generation(1, 0);
    assertThat(due(policy(100, HUGE), List.of(quiet), 0, quiet.firstLsn() - 1, 1)).isEmpty();
    assertThat(due(policy(100, HUGE), List.of(quiet), 0, quiet.firstLsn(), 1))
        .containsExactly(quiet);
  }

  @Test
  void aCrowdedHeadSealsOneLargeTableAndLeavesSmallOnes() {
    HeadGeneration large = generation(2000, 0);
    HeadGeneration small = generation(1, 0);
    HeadBudget budget = new HeadBudget(large.sizeBytes() * 7);
    List<HeadGeneration> both = List.of(small, large);
    long crowded = budget.maxBytes() / 2 + 1;
    assertThat(due(policy(1 << 20, budget), both, crowded - 1, 0, 1)).isEmpty();
    assertThat(due(policy(1 << 20, budget), both, crowded, 0, 1)).containsExactly(large);
  }

  @Test
  void manySmallTablesAreSealedUntilAQuarterOfTheBudgetIsLeft() {
    List<HeadGeneration> tables = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < 60; i++) {
      HeadGeneration generation = generation(10, 0);
      tables.add(generation);
      bytes += generation.sizeBytes();
    }
    HeadBudget budget = new HeadBudget(bytes * 2 - 2);
    long sealed =
        due(policy(1 << 20, budget), tables, bytes, 0, 1).stream()
            .mapToLong(HeadGeneration::sizeBytes)
            .sum();
    assertThat(bytes - sealed).isLessThanOrEqualTo(budget.maxBytes() / 4).isPositive();
  }
}
