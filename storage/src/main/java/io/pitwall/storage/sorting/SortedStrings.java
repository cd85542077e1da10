package io.pitwall.storage.sorting;

import io.pitwall.storage.column.GrowingDictionary;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The strings of one column of one segment, sorted by their bytes.
 *
 * @param bytes all strings back to back
 * @param ends string i is {@code [ends[i − 1], ends[i])}
 * @param newCodes by the head's code; −1 where the string does not occur in the segment
 */
record SortedStrings(byte[] bytes, int[] ends, int[] newCodes) {
  static SortedStrings of(GrowingDictionary dictionary, BitSet used) {
    byte[] arena = dictionary.arena();
    int[] arenaEnds = dictionary.ends();
    Integer[] codes = used.stream().boxed().toArray(Integer[]::new);
    Arrays.sort(
        codes,
        (a, b) ->
            Arrays.compareUnsigned(
                arena,
                start(arenaEnds, a),
                arenaEnds[a],
                arena,
                start(arenaEnds, b),
                arenaEnds[b]));
    int total = 0;
    for (int code : codes) {
      total += arenaEnds[code] - start(arenaEnds, code);
    }
    byte[] bytes = new byte[total];
    int[] ends = new int[codes.length];
    int[] newCodes = new int[dictionary.size()];
    Arrays.fill(newCodes, -1);
    int at = 0;
    for (int i = 0; i < codes.length; i++) {
      int from = start(arenaEnds, codes[i]);
      int length = arenaEnds[codes[i]] - from;
      System.arraycopy(arena, from, bytes, at, length);
      at += length;
      ends[i] = at;
      newCodes[codes[i]] = i;
    }
    return new SortedStrings(bytes, ends, newCodes);
  }

  private static int start(int[] ends, int code) {
    return code == 0 ? 0 : ends[code - 1];
  }

  int size() {
    return ends.length;
  }
}
