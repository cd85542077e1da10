package io.pitwall.storage.cache;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Caches parts of segment files that were read and checked: encoded column blocks, decoded indexes
 * and dictionaries. Has at most a given number of bytes. Safe for many threads.
 *
 * <p>Values are immutable, so they are used without a copy, also after they are dropped. File ids
 * are never used twice, so an entry can't be taken for one of another file.
 */
public final class BlockCache {
  /*
   * How and why
   *
   * The algorithm is CLOCK (Corbató, "A Paging Experiment with the Multics System", 1968), which
   * approximates least-recently-used: each entry has one bit that a look-up sets. When the bytes are
   * spent, a hand goes round the table; it clears the bit of an entry that was asked for since its
   * last round, and drops the others. A new entry starts without the bit, so that one long scan
   * replaces its own blocks and not those that queries ask for again and again.
   *
   * Why not Caffeine, which this project uses elsewhere: a look-up happens for each block and column
   * of a scan. A key of three numbers would be an object for each look-up, and an entry several
   * objects; here a shard is five parallel arrays, probed linearly, and a look-up allocates nothing.
   * The better hit rate of Caffeine's policy (W-TinyLFU) counts for little, as a miss costs one read
   * from the operating system's cache.
   *
   * Shards: entries are spread over up to 16 tables by their key, each with its own lock, so that
   * readers of several threads seldom meet. An entry larger than its shard's share is not cached.
   *
   * Deleting from a linearly probed table moves the entries after the hole up (Knuth, The Art of
   * Computer Programming, vol. 3, 6.4, algorithm R), so no tombstones lengthen the probes.
   */

  /** What an entry costs in addition to its bytes: array header, slot and key. */
  private static final int ENTRY_OVERHEAD_BYTES = 64;

  private static final int MAX_SHARDS = 16;
  private static final long MIN_SHARD_BYTES = 4L << 20;
  private static final int INITIAL_SLOTS = 64;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final Shard[] shards;

  /**
   * @param maxBytes what all entries may cost together; an entry larger than its shard's share is
   *     not cached
   */
  public BlockCache(long maxBytes) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("a cache of " + maxBytes + " bytes");
    }
    int count = 1;
    while (count < MAX_SHARDS && maxBytes / (count * 2L) >= MIN_SHARD_BYTES) {
      count *= 2;
    }
    shards = new Shard[count];
    for (int i = 0; i < count; i++) {
      shards[i] = new Shard(maxBytes / count);
    }
  }

  /** Drops all entries of a file. */
  public void forget(long fileId) {
    for (Shard shard : shards) {
      shard.lock.lock();
      try {
        shard.forget(fileId);
      } finally {
        shard.lock.unlock();
      }
    }
  }

  /**
   * Looks a part of a file up.
   *
   * @param number of the block, or a negative number for another part of the column
   * @return null if it is not cached
   */
  public @Nullable Object get(long fileId, int columnId, int number) {
    long part = part(columnId, number);
    long hash = hash(fileId, part);
    Shard shard = shards[(int) (hash >>> 59) & shards.length - 1];
    shard.lock.lock();
    try {
      return shard.get(fileId, part, hash);
    } finally {
      shard.lock.unlock();
    }
  }

  /**
   * Caches a value, which must not change any more; does nothing if the part is cached already.
   *
   * @param valueBytes what the value takes in memory
   */
  public void put(long fileId, int columnId, int number, Object value, long valueBytes) {
    long part = part(columnId, number);
    long hash = hash(fileId, part);
    Shard shard = shards[(int) (hash >>> 59) & shards.length - 1];
    shard.lock.lock();
    try {
      shard.put(fileId, part, hash, value, valueBytes + ENTRY_OVERHEAD_BYTES);
    } finally {
      shard.lock.unlock();
    }
  }

  private static long part(int columnId, int number) {
    return (long) columnId << 32 | number & 0xFFFFFFFFL;
  }

  private static long hash(long fileId, long part) {
    long h = (fileId * MIX ^ part) * MIX;
    return (h ^ h >>> 29) * MIX;
  }

  /** One table; guarded by its lock. */
  private static final class Shard {
    private final ReentrantLock lock = new ReentrantLock();
    private final long maxBytes;
    private long[] files = new long[INITIAL_SLOTS];
    private long[] parts = new long[INITIAL_SLOTS];
    private @Nullable Object[] values = new @Nullable Object[INITIAL_SLOTS];
    private long[] costs = new long[INITIAL_SLOTS];
    private boolean[] asked = new boolean[INITIAL_SLOTS];
    private int size;
    private int hand;
    private long bytes;

    Shard(long maxBytes) {
      this.maxBytes = maxBytes;
    }

    private int home(long hash) {
      return (int) (hash >>> 16) & values.length - 1;
    }

    /** The slot of the key, or the empty one where it would go. */
    private int find(long fileId, long part, long hash) {
      int mask = values.length - 1;
      int slot = home(hash);
      while (values[slot] != null && (files[slot] != fileId || parts[slot] != part)) {
        slot = slot + 1 & mask;
      }
      return slot;
    }

    @Nullable Object get(long fileId, long part, long hash) {
      int slot = find(fileId, part, hash);
      Object value = values[slot];
      if (value == null) {
        return null;
      }
      asked[slot] = true;
      return value;
    }

    void put(long fileId, long part, long hash, Object value, long cost) {
      if (cost > maxBytes) {
        return;
      }
      int slot = find(fileId, part, hash);
      if (values[slot] != null) {
        return; // two readers loaded the same part at once
      }
      makeRoom(cost);
      if ((size + 1) * 2 > values.length) {
        grow();
      }
      set(find(fileId, part, hash), fileId, part, value, cost, false);
      size++;
      bytes += cost;
    }

    private void set(int slot, long fileId, long part, Object value, long cost, boolean wasAsked) {
      files[slot] = fileId;
      parts[slot] = part;
      values[slot] = value;
      costs[slot] = cost;
      asked[slot] = wasAsked;
    }

    private void makeRoom(long cost) {
      int mask = values.length - 1;
      while (bytes + cost > maxBytes) {
        if (values[hand] == null) {
          hand = hand + 1 & mask;
        } else if (asked[hand]) {
          asked[hand] = false;
          hand = hand + 1 & mask;
        } else {
          remove(hand); // may have moved another entry here: examine the slot again
        }
      }
    }

    /** Empties a slot and moves entries after it up, so that no probe ends too early. */
    private void remove(int emptied) {
      size--;
      bytes -= costs[emptied];
      int mask = values.length - 1;
      int hole = emptied;
      int slot = hole;
      while (true) {
        slot = slot + 1 & mask;
        Object value = values[slot];
        if (value == null) {
          break;
        }
        int home = home(hash(files[slot], parts[slot]));
        if ((slot - home & mask) >= (slot - hole & mask)) {
          set(hole, files[slot], parts[slot], value, costs[slot], asked[slot]);
          hole = slot;
        }
      }
      values[hole] = null;
    }

    private void grow() {
      long[] oldFiles = files;
      long[] oldParts = parts;
      @Nullable Object[] oldValues = values;
      long[] oldCosts = costs;
      boolean[] oldAsked = asked;
      int length = oldValues.length * 2;
      files = new long[length];
      parts = new long[length];
      values = new @Nullable Object[length];
      costs = new long[length];
      asked = new boolean[length];
      hand = 0;
      for (int i = 0; i < oldValues.length; i++) {
        Object value = oldValues[i];
        if (value != null) {
          int slot = find(oldFiles[i], oldParts[i], hash(oldFiles[i], oldParts[i]));
          set(slot, oldFiles[i], oldParts[i], value, oldCosts[i], oldAsked[i]);
        }
      }
    }

    void forget(long fileId) {
      int slot = 0;
      while (slot < values.length) {
        if (values[slot] != null && files[slot] == fileId) {
          remove(slot); // the entry that moved here is examined next
        } else {
          slot++;
        }
      }
    }
  }
}
