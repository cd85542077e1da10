package io.pitwall.storage.sealing;

import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.runtime.Agent;
import io.pitwall.storage.runtime.WakeUp;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Frozen rows that wait to be sealed, oldest first. Any thread adds, one thread at a time takes.
 */
public final class SealingQueue {
  private final Queue<HeadView> views = new ConcurrentLinkedQueue<>();

  /** Kept, since the queue would walk its elements to count them. */
  private final AtomicInteger size = new AtomicInteger();

  private final WakeUp wakeUp;

  /**
   * Makes an empty queue.
   *
   * @param wakeUp of the sealing thread
   */
  public SealingQueue(WakeUp wakeUp) {
    this.wakeUp = wakeUp;
  }

  /** Queues frozen rows. */
  public void add(HeadView view) {
    size.incrementAndGet();
    views.add(view);
    wakeUp.wake();
  }

  /**
   * The rows that wait longest among those of tables that may be sealed now, or null; they stay in
   * the queue until {@link #remove}. Rows of one table come in their order, since a table's
   * position says that all rows before it are sealed.
   */
  @Nullable HeadView next(IntPredicate mayBeSealed) {
    for (HeadView view : views) {
      if (mayBeSealed.test(view.tableId())) {
        return view;
      }
    }
    return null;
  }

  /** Nanoseconds until the first rows may be sealed; {@code NEVER} if none wait. */
  long nanosLeft(IntToLongFunction nanosLeftOfTable) {
    long least = Agent.NEVER;
    for (HeadView view : views) {
      least = Math.min(least, nanosLeftOfTable.applyAsLong(view.tableId()));
    }
    return least;
  }

  /** The rows are sealed. */
  void remove(HeadView view) {
    if (views.remove(view)) {
      size.decrementAndGet();
    }
  }

  /** Number of generations that wait. */
  public int size() {
    return size.get();
  }
}
