package io.pitwall.storage.commit;

import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.options.SealingOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Decides which tables are sealed, and when: a full table at once, an old one at the next check of
 * ages, and others early if the head is crowded or their rows keep too much of the log. Owned by
 * the log's thread.
 */
public final class SealingPolicy {
  /** How often ages are checked. */
  static final long AGE_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SealingOptions options;
  private final HeadBudget budget;
  private boolean hasCheckedAges;
  private long nextAgeCheckNanos;

  public SealingPolicy(SealingOptions options, HeadBudget budget) {
    this.options = options;
    this.budget = budget;
  }

  /** Whether a generation has as many rows as a table may have unsealed. */
  public boolean isFull(HeadGeneration generation) {
    return generation.rows() >= options.rows();
  }

  /**
   * The generations to be sealed now. All of them are looked at only when ages are checked, and
   * when memory or the log is short, so that a write to one of very many tables is cheap.
   *
   * @param grown the generations that got rows since the last call; only these can have become full
   * @param active returns all generations that still grow, one per table
   * @param headBytes memory of all unsealed rows
   * @param pressedLsn rows of records up to it are to be sealed, so that the log can be freed; 0
   *     for none
   * @param nowNanos monotonic time
   */
  List<HeadGeneration> due(
      List<HeadGeneration> grown,
      Supplier<List<HeadGeneration>> active,
      long headBytes,
      long pressedLsn,
      long nowNanos) {
    boolean checksAge = !hasCheckedAges || nowNanos - nextAgeCheckNanos >= 0;
    if (checksAge) {
      nextAgeCheckNanos = nowNanos + AGE_CHECK_NANOS;
      hasCheckedAges = true;
    }
    boolean isCrowded = budget.isCrowded(headBytes);
    boolean concernsAll = checksAge || isCrowded || pressedLsn > 0;
    List<HeadGeneration> due = new ArrayList<>();
    List<HeadGeneration> others = new ArrayList<>();
    for (HeadGeneration generation : concernsAll ? active.get() : grown) {
      boolean isOld = checksAge && nowNanos - generation.createdNanos() >= options.ageNanos();
      boolean keepsLog = generation.firstLsn() <= pressedLsn;
      (isFull(generation) || isOld || keepsLog ? due : others).add(generation);
    }
    if (isCrowded) {
      addEarly(others, due);
    }
    return due;
  }

  /**
   * Seals early: a table that alone takes much, or the larger ones of many small tables, so that a
   * crowd of which none is large does not have writes refused until its age seals it.
   */
  private void addEarly(List<HeadGeneration> others, List<HeadGeneration> due) {
    others.sort(Comparator.comparingLong(HeadGeneration::sizeBytes).reversed());
    long left = 0;
    for (HeadGeneration generation : others) {
      left += generation.sizeBytes();
    }
    boolean areManySmall = budget.areManySmall(left);
    for (HeadGeneration generation : others) {
      long bytes = generation.sizeBytes();
      if (!budget.isLarge(bytes) && (!areManySmall || budget.isRelieved(left))) {
        return;
      }
      due.add(generation);
      left -= bytes;
    }
  }
}
