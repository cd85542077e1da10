package io.pitwall.storage.sealing;

import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.runtime.WakeUp;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Frozen rows that wait to be sealed, oldest first. Any thread adds, one thread at a time takes.
 */
public final class SealingQueue {
  private final Queue<HeadView> views = new ConcurrentLinkedQueue<>();
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
    views.add(view);
    wakeUp.wake();
  }

  /** The rows that wait longest, or null; they stay in the queue until {@link #remove}. */
  @Nullable HeadView peek() {
    return views.peek();
  }

  /** The rows that {@link #peek} returned are sealed. */
  void remove() {
    views.remove();
  }

  /** Number of generations that wait. */
  public int size() {
    return views.size();
  }
}
