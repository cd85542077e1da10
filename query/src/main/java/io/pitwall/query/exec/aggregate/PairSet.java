package io.pitwall.query.exec.aggregate;

/**
 * A set of pairs (group, code), both from 0 on. As long as both are small it has a bit per pair;
 * with greater ones a hash set takes its place.
 */
final class PairSet {
  private static final int MAX_BITS = 1 << 20;

  private final LongSet hashed = new LongSet();
  private long[] words = new long[0];
  private int codesLog2 = 6;
  private boolean direct = true;

  long sizeBytes() {
    return hashed.sizeBytes() + words.length * 8L;
  }

  /** Adds a pair and returns whether it is new. */
  boolean add(int group, int code) {
    if (direct) {
      if (code >>> codesLog2 != 0 || (long) group << codesLog2 >>> 6 >= words.length) {
        grow(group, code);
      }
      if (direct) {
        return addBit(((long) group << codesLog2) + code);
      }
    }
    return hashed.add((long) group << 32 | code);
  }

  /** All pairs: the group in the upper half, the code in the lower. */
  long[] toArray() {
    if (!direct) {
      return hashed.toArray();
    }
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    long[] pairs = new long[count];
    int next = 0;
    for (int word = 0; word < words.length; word++) {
      for (long left = words[word]; left != 0; left &= left - 1) {
        long at = ((long) word << 6) + Long.numberOfTrailingZeros(left);
        pairs[next++] = at >>> codesLog2 << Integer.SIZE | at & (1L << codesLog2) - 1;
      }
    }
    return pairs;
  }

  private boolean addBit(long at) {
    int word = (int) (at >>> 6);
    long bit = 1L << at;
    boolean isNew = (words[word] & bit) == 0;
    words[word] |= bit;
    return isNew;
  }

  private void grow(int group, int code) {
    int newLog2 = codesLog2;
    while (code >>> newLog2 != 0) {
      newLog2++;
    }
    int oldGroups = (int) (((long) words.length << 6) >>> codesLog2);
    int groups = Math.max(oldGroups, 1);
    while (groups <= group && (long) groups << newLog2 <= MAX_BITS) {
      groups *= 2;
    }
    direct = groups > group && (long) groups << newLog2 <= MAX_BITS;
    long[] old = words;
    int oldLog2 = codesLog2;
    words = direct ? new long[(int) ((long) groups << newLog2 >>> 6)] : new long[0];
    codesLog2 = newLog2;
    for (int word = 0; word < old.length; word++) {
      for (long left = old[word]; left != 0; left &= left - 1) {
        long at = ((long) word << 6) + Long.numberOfTrailingZeros(left);
        add((int) (at >>> oldLog2), (int) (at & (1L << oldLog2) - 1));
      }
    }
  }
}
