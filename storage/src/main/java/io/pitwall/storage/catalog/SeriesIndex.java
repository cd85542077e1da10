package io.pitwall.storage.catalog;

import io.pitwall.storage.column.SeriesKey;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The series of one table: id to key and back. The log's thread adds series; other threads may ask
 * for the keys of published ids, and whether a key has an id, which may have changed when they get
 * the answer.
 */
public final class SeriesIndex {
  /** The most ids in a row whose definitions may be lost. */
  private static final int MAX_GAP = 1 << 20;

  private final Map<SeriesKey, Integer> ids = new ConcurrentHashMap<>();
  private volatile @Nullable SeriesKey[] keys = new SeriesKey[16];

  /** One more than the highest id; where damage took a definition, an id has no key. */
  private int size;

  /** The id of a series, or −1. */
  public int find(SeriesKey key) {
    Integer id = ids.get(key);
    return id == null ? -1 : id;
  }

  /** The id of the next new series, which no series had. For the log's thread only. */
  public int nextId() {
    return size;
  }

  /**
   * Adds a series, unless it is here already.
   *
   * @return whether it is new
   * @throws IllegalStateException if the id is another key's, or too far from those known so far
   */
  public boolean add(int id, SeriesKey key) {
    @Nullable SeriesKey[] array = keys;
    @Nullable SeriesKey known = id < array.length ? array[id] : null;
    if (known != null) {
      if (!known.equals(key)) {
        throw new IllegalStateException(
            "series " + id + " is " + known + " already and can't become " + key);
      }
      return false;
    }
    reserve(id);
    if (id >= array.length) {
      array = Arrays.copyOf(array, Math.max(id + 1, array.length * 2));
    }
    array[id] = key;
    keys = array; // a volatile write, so that the entry is seen with it
    ids.put(key, id);
    return true;
  }

  /**
   * Never gives this id to a new series, since records use it.
   *
   * @throws IllegalStateException if it is too far from the ids known so far to be sound
   */
  public void reserve(int id) {
    if (id - size > MAX_GAP) {
      throw new IllegalStateException("series " + id + " comes long before series " + size);
    }
    size = Math.max(size, id + 1);
  }

  /** The key of a published id. */
  public SeriesKey key(int id) {
    @Nullable SeriesKey[] array = keys;
    @Nullable SeriesKey key = id >= 0 && id < array.length ? array[id] : null;
    if (key == null) {
      throw new IllegalStateException("series " + id + " is not known");
    }
    return key;
  }
}
