package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.column.GrowingDictionary;
import java.util.Arrays;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings strings of many dictionaries under one: a code of another dictionary is looked up once,
 * and then costs one array access.
 */
public final class StringPool {
  private static final int MAX_DICTIONARIES = 256;

  private final GrowingDictionary strings = new GrowingDictionary();

  /** By identity, since no dictionary defines equality; weak, so that blocks' own ones can go. */
  private final WeakHashMap<Dictionary, int[]> maps = new WeakHashMap<>();

  private @Nullable Dictionary lastDictionary;
  private int[] lastMap = new int[0];

  public GrowingDictionary dictionary() {
    return strings;
  }

  /** What the strings take in memory. */
  public long sizeBytes() {
    return strings.memoryBytes();
  }

  /**
   * Lets go of the other dictionaries, which may be large parts of what they came from; they would
   * be looked up anew. To be called before the pool is kept for longer than its sources.
   */
  public void forgetSources() {
    maps.clear();
    lastDictionary = null;
    lastMap = new int[0];
  }

  /** How many other dictionaries it holds. */
  int sources() {
    return maps.size();
  }

  /** Own code + 1 by the other dictionary's code; 0 where not looked up yet. */
  @SuppressWarnings("ReferenceEquality") // as in the map: equal contents would be found too late
  private int[] mapOf(Dictionary dictionary) {
    // Blocks of one source follow each other, and share their dictionary.
    if (dictionary != lastDictionary || lastMap.length < dictionary.size()) {
      lastMap = findMap(dictionary);
      lastDictionary = dictionary;
    }
    return lastMap;
  }

  private int[] findMap(Dictionary dictionary) {
    int[] map = maps.get(dictionary);
    if (map == null) {
      if (maps.size() >= MAX_DICTIONARIES) {
        maps.clear();
      }
      map = new int[dictionary.size()];
      maps.put(dictionary, map);
    } else if (map.length < dictionary.size()) {
      map = Arrays.copyOf(map, Math.max(dictionary.size(), map.length * 2));
      maps.put(dictionary, map);
    }
    return map;
  }

  public int code(byte[] utf8) {
    return strings.code(utf8, 0, utf8.length);
  }

  /**
   * The own codes of the rows that are not null; the others' stay as they are.
   *
   * @param vector without a dictionary if it is null in all rows
   */
  public void translate(ColumnVector vector, int rows, int[] out) {
    if (rows == 0 || !vector.hasDictionary() || vector.isConstant() && vector.hasNulls()) {
      return;
    }
    Dictionary dictionary = vector.dictionary();
    int[] map = mapOf(dictionary);
    int[] codes = vector.codes();
    if (vector.isConstant()) {
      Arrays.fill(out, 0, rows, lookUp(dictionary, map, codes[0]));
    } else if (vector.hasNulls()) {
      for (int i = 0; i < rows; i++) {
        if (!vector.isNull(i)) {
          out[i] = lookUp(dictionary, map, codes[i]);
        }
      }
    } else {
      translateAll(dictionary, map, codes, rows, out);
    }
  }

  /** The own code of one string of another dictionary. */
  public int translate(Dictionary dictionary, int code) {
    return lookUp(dictionary, mapOf(dictionary), code);
  }

  private void translateAll(Dictionary dictionary, int[] map, int[] codes, int rows, int[] out) {
    for (int i = 0; i < rows; i++) {
      int own = map[codes[i]] - 1;
      out[i] = own >= 0 ? own : lookUp(dictionary, map, codes[i]);
    }
  }

  private int lookUp(Dictionary dictionary, int[] map, int code) {
    int own = map[code] - 1;
    if (own < 0) {
      own = code(dictionary.utf8(code));
      map[code] = own + 1;
    }
    return own;
  }
}
