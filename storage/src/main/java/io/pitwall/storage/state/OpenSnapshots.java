package io.pitwall.storage.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Frees replaced data once no open snapshot can read it, and asks the owners of the oldest
 * snapshots to close them if the memory that they keep passes a limit.
 *
 * <p>Each replacement starts a new epoch. Its data can be read by the snapshots that were opened
 * from the epoch in which the data became visible to the one that the replacement ended, and is
 * freed when all of those are closed. This is epoch-based reclamation (Fraser, Practical
 * lock-freedom, 2004, 5.2.3) with a lock, since snapshots are few. Any thread may call it.
 */
final class OpenSnapshots {
  /** Data that was replaced at the end of an epoch. */
  private record Waiting(long lastEpoch, ReplacedData data) {}

  private final long maxBytes;
  private final TreeMap<Long, List<OpenSnapshot>> openByEpoch = new TreeMap<>();

  /** Those of {@link #openByEpoch} whose owners were not asked to close them, by their number. */
  private final TreeMap<Long, Integer> undisturbed = new TreeMap<>();

  private final List<Waiting> waiting = new ArrayList<>();
  private volatile long epoch;

  /**
   * Begins without snapshots.
   *
   * @param maxBytes memory of replaced data that snapshots may keep (limit max-pinned-bytes)
   */
  OpenSnapshots(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The epoch in which a snapshot would be opened now. */
  long epoch() {
    return epoch;
  }

  /**
   * Pins all data of the state that the caller reads after this call, and before it lets go of this
   * object's lock.
   *
   * @return the argument of {@link #close}
   */
  synchronized OpenSnapshot open() {
    OpenSnapshot snapshot = new OpenSnapshot(epoch);
    openByEpoch.computeIfAbsent(epoch, key -> new ArrayList<>()).add(snapshot);
    undisturbed.merge(epoch, 1, Integer::sum);
    return snapshot;
  }

  /** Sets how the owner of a snapshot is asked to close it; at once, if that is due already. */
  void onEviction(OpenSnapshot snapshot, Runnable action) {
    boolean due;
    synchronized (this) {
      snapshot.setOnEviction(action);
      due = snapshot.isEvicted();
    }
    if (due) {
      action.run();
    }
  }

  void close(OpenSnapshot snapshot) {
    List<Runnable> unread;
    synchronized (this) {
      openByEpoch.computeIfPresent(
          snapshot.epoch(),
          (key, open) -> {
            open.remove(snapshot);
            return open.isEmpty() ? null : open;
          });
      if (!snapshot.isEvicted()) {
        forget(snapshot);
      }
      unread = takeUnread();
    }
    unread.forEach(Runnable::run);
  }

  private void forget(OpenSnapshot snapshot) {
    undisturbed.computeIfPresent(snapshot.epoch(), (key, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Data was replaced in the current state, which is published already.
   *
   * @param data released once no snapshot can read it: at once, or by the thread that closes the
   *     last such snapshot
   */
  void replaced(ReplacedData data) {
    List<Runnable> actions;
    synchronized (this) {
      waiting.add(new Waiting(epoch, data));
      epoch++;
      actions = takeUnread();
      actions.addAll(evictOldest());
    }
    actions.forEach(Runnable::run);
  }

  /** Memory of replaced data that open snapshots keep. */
  synchronized long pinnedBytes() {
    return pinnedBy(openByEpoch);
  }

  /** Whether a snapshot opened in one of these epochs can read the data. */
  private static boolean reads(NavigableMap<Long, ?> epochs, Waiting replaced) {
    Long first = epochs.ceilingKey(replaced.data().firstEpoch());
    return first != null && first <= replaced.lastEpoch();
  }

  private long pinnedBy(NavigableMap<Long, ?> epochs) {
    long bytes = 0;
    for (Waiting replaced : waiting) {
      if (reads(epochs, replaced)) {
        bytes += replaced.data().memoryBytes();
      }
    }
    return bytes;
  }

  /** What no open snapshot can read; released without the lock, for releasing may delete files. */
  private List<Runnable> takeUnread() {
    List<Runnable> unread = new ArrayList<>();
    waiting.removeIf(replaced -> {
      boolean isUnread = !reads(openByEpoch, replaced);
      if (isUnread) {
        unread.add(replaced.data().release());
      }
      return isUnread;
    });
    return unread;
  }

  /** Asks for as many snapshots, oldest first, as must be closed for the others to be within it. */
  private List<Runnable> evictOldest() {
    List<Runnable> actions = new ArrayList<>();
    while (pinnedBy(undisturbed) > maxBytes) {
      Map.Entry<Long, Integer> oldest = undisturbed.pollFirstEntry();
      if (oldest == null) {
        break;
      }
      for (OpenSnapshot snapshot : openByEpoch.getOrDefault(oldest.getKey(), List.of())) {
        Runnable action = snapshot.isEvicted() ? null : snapshot.evict();
        if (action != null) {
          actions.add(action);
        }
      }
    }
    return actions;
  }
}
