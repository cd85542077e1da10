package io.pitwall.storage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/**
 * Who may still read what the store has replaced. Replacing something ends an epoch; it is let go
 * of when the snapshots that were opened up to the end of its epoch are closed. This is epoch-based
 * reclamation (Fraser, Practical lock-freedom, 2004, 5.2.3) with a lock, since snapshots are few.
 *
 * <p>Any thread.
 */
final class OpenSnapshots {
  private record Replaced(long epoch, Runnable letGo) {}

  private final TreeMap<Long, Integer> openByEpoch = new TreeMap<>();
  private final Deque<Replaced> replaced = new ArrayDeque<>();
  private long epoch;

  /**
   * Pins all that the state holds which is read after this.
   *
   * @return what to {@link #close}
   */
  synchronized long open() {
    openByEpoch.merge(epoch, 1, Integer::sum);
    return epoch;
  }

  synchronized void close(long opened) {
    openByEpoch.computeIfPresent(opened, (key, count) -> count == 1 ? null : count - 1);
    letGo();
  }

  /**
   * @param letGo called once nobody can read what was replaced, at once or by the thread that
   *     closes the last snapshot; the new state is published already
   */
  synchronized void replaced(Runnable letGo) {
    replaced.add(new Replaced(epoch, letGo));
    epoch++;
    letGo();
  }

  private void letGo() {
    long oldest = openByEpoch.isEmpty() ? epoch : openByEpoch.firstKey();
    while (!replaced.isEmpty() && replaced.peek().epoch() < oldest) {
      replaced.remove().letGo().run();
    }
  }
}
