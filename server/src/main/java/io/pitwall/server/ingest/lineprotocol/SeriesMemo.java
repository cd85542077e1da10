package io.pitwall.server.ingest.lineprotocol;

import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.storage.column.SeededHash;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The series texts that were seen, by their bytes: open addressing, all forgotten at once when one
 * of the limits is reached. What is kept follows from the text alone, so it holds for every
 * database; what belongs to one request carries the number of that request.
 */
final class SeriesMemo {
  private static final int INITIAL_SLOTS = 256;

  private final Map<String, TableMemo> tables = new HashMap<>();
  private @Nullable SeriesEntry[] slots = new @Nullable SeriesEntry[INITIAL_SLOTS];
  private int size;
  private long bytes;

  /** The hash of no text. */
  static long start() {
    return 0;
  }

  static long mix(long hash, long word) {
    return SeededHash.mix(hash, word);
  }

  static long mixLast(long hash, long word, int count) {
    return count == 0 ? hash : mix(hash, word & (-1L >>> (64 - 8 * count)));
  }

  @Nullable SeriesEntry find(byte[] b, int from, int to, long hash) {
    @Nullable SeriesEntry[] table = slots;
    int mask = table.length - 1;
    int slot = (int) hash & mask;
    while (true) {
      SeriesEntry entry = table[slot];
      if (entry == null) {
        return null;
      }
      if (entry.hash == hash && entry.isAt(b, from, to)) {
        return entry;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** Makes room for one more text, forgetting all if the limits demand it. */
  void makeRoomFor(int length, IngestLimits limits) {
    if (size >= limits.maxMemoSeries() || bytes + length > limits.maxMemoBytes()) {
      clear();
    }
  }

  void add(SeriesEntry entry) {
    if ((size + 1) * 2 > slots.length) {
      rehash();
    }
    insert(slots, entry);
    size++;
    bytes += entry.length;
  }

  TableMemo table(String name) {
    return tables.computeIfAbsent(name, TableMemo::new);
  }

  int size() {
    return size;
  }

  void clear() {
    tables.clear();
    slots = new @Nullable SeriesEntry[INITIAL_SLOTS];
    size = 0;
    bytes = 0;
  }

  private void rehash() {
    @Nullable SeriesEntry[] larger = new @Nullable SeriesEntry[slots.length * 2];
    for (SeriesEntry entry : slots) {
      if (entry != null) {
        insert(larger, entry);
      }
    }
    slots = larger;
  }

  private static void insert(@Nullable SeriesEntry[] into, SeriesEntry entry) {
    int mask = into.length - 1;
    int slot = (int) entry.hash & mask;
    while (into[slot] != null) {
      slot = (slot + 1) & mask;
    }
    into[slot] = entry;
  }
}
