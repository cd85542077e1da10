package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.Dictionary;
import java.util.Arrays;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the results of a function of one string by the codes of a dictionary, so that it is
 * evaluated once per entry and not per row. Keeps the results of the last few dictionaries.
 */
public final class DictionaryMemo {
  /** Computes the value of one entry. */
  public interface EntryFunction {
    /**
     * @return a long, the raw bits of a double, or a code, by the type of the function
     */
    long apply(byte[] utf8) throws QueryException;
  }

  private static final int MAX_DICTIONARIES = 64;

  private final EntryFunction function;

  /** By identity, since no dictionary defines equality; weak, so that blocks' own ones can go. */
  private final WeakHashMap<Dictionary, DictionaryMemo.Values> byDictionary = new WeakHashMap<>();

  private static final class Values {
    private long[] values = new long[0];
    private boolean[] known = new boolean[0];
  }

  DictionaryMemo(EntryFunction function) {
    this.function = function;
  }

  /** Forgets all results. */
  void clear() {
    byDictionary.clear();
  }

  private Values of(Dictionary dictionary) {
    Values values = byDictionary.get(dictionary);
    if (values == null) {
      if (byDictionary.size() >= MAX_DICTIONARIES) {
        byDictionary.clear();
      }
      values = new Values();
      byDictionary.put(dictionary, values);
    }
    int size = dictionary.size();
    if (values.values.length < size) {
      int capacity = Math.max(size, values.values.length * 2);
      values.values = Arrays.copyOf(values.values, capacity);
      values.known = Arrays.copyOf(values.known, capacity);
    }
    return values;
  }

  /**
   * Writes the values of all rows that are not null.
   *
   * @param present null mask, or null if no row is null
   */
  void apply(Dictionary dictionary, int[] codes, long @Nullable [] present, int rows, long[] out)
      throws QueryException {
    Values memo = of(dictionary);
    for (int i = 0; i < rows; i++) {
      if (present != null && (present[i >>> 6] >>> i & 1) == 0) {
        continue;
      }
      int code = codes[i];
      if (!memo.known[code]) {
        memo.values[code] = function.apply(dictionary.utf8(code));
        memo.known[code] = true;
      }
      out[i] = memo.values[code];
    }
  }
}
