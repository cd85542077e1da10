package io.pitwall.storage.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * Frees replaced data once no open snapshot can read it.
 *
 * <p>Each replacement starts a new epoch; its data is freed when all snapshots opened up to then
 * are closed. This is epoch-based reclamation (Fraser, Practical lock-freedom, 2004, 5.2.3) with a
 * lock, since snapshots are few. Any thread may call it.
 */
final class OpenSnapshots {
  /** Data that was replaced at the end of an epoch. */
  private record Replaced(long epoch, Runnable release) {}

  private final TreeMap<Long, Integer> openByEpoch = new TreeMap<>();
  private final Deque<Replaced> waiting = new ArrayDeque<>();
  private long epoch;

  /**
   * Pins all data of the state that the caller reads after this call.
   *
   * @return the argument of {@link #close}
   */
  synchronized long open() {
    openByEpoch.merge(epoch, 1, Integer::sum);
    return epoch;
  }

  void close(long opened) {
    List<Runnable> unread;
    synchronized (this) {
      openByEpoch.computeIfPresent(opened, (key, count) -> count == 1 ? null : count - 1);
      unread = takeUnread();
    }
    unread.forEach(Runnable::run);
  }

  /**
   * Data was replaced in the current state, which is published already.
   *
   * @param release called once no snapshot can read the data: at once, or by the thread that closes
   *     the last such snapshot
   */
  void replaced(Runnable release) {
    List<Runnable> unread;
    synchronized (this) {
      waiting.add(new Replaced(epoch, release));
      epoch++;
      unread = takeUnread();
    }
    unread.forEach(Runnable::run);
  }

  /** What no open snapshot can read; released without the lock, for releasing may delete files. */
  private List<Runnable> takeUnread() {
    long oldest = openByEpoch.isEmpty() ? epoch : openByEpoch.firstKey();
    List<Runnable> unread = new ArrayList<>();
    while (!waiting.isEmpty() && waiting.peek().epoch() < oldest) {
      unread.add(waiting.remove().release());
    }
    return unread;
  }
}
