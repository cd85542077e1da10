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
  private final Map<SeriesKey, Integer> ids = new ConcurrentHashMap<>();
  private volatile SeriesKey[] keys = new SeriesKey[16];
  private int size;

  /** The id of a series, or −1. */
  public int find(SeriesKey key) {
    Integer id = ids.get(key);
    return id == null ? -1 : id;
  }

  /** The id of the next new series, which is the number of series. For the log's thread only. */
  public int nextId() {
    return size;
  }

  /**
   * Adds a series, unless it is here already.
   *
   * @return whether it is new
   * @throws IllegalStateException if the id is neither the next one nor this key's
   */
  public boolean add(int id, SeriesKey key) {
    if (id < size) {
      if (!keys[id].equals(key)) {
        throw new IllegalStateException(
            "series " + id + " is " + keys[id] + " already and can't become " + key);
      }
      return false;
    }
    if (id != size) {
      throw new IllegalStateException("series " + id + " comes before series " + size);
    }
    SeriesKey[] array = keys;
    if (size == array.length) {
      array = Arrays.copyOf(array, size * 2);
    }
    array[size++] = key;
    keys = array; // a volatile write, so that the entry is seen with it
    ids.put(key, id);
    return true;
  }

  /** The key of a published id. */
  public SeriesKey key(int id) {
    SeriesKey[] array = keys;
    @Nullable SeriesKey key = id >= 0 && id < array.length ? array[id] : null;
    if (key == null) {
      throw new IllegalStateException("series " + id + " is not known");
    }
    return key;
  }
}
