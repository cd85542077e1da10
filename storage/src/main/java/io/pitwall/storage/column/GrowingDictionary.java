package io.pitwall.storage.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The distinct strings of one column, in the order they came: an open-addressing hash over one byte
 * arena. One thread adds; others may read the codes that were published to them, since the arrays
 * are only ever appended to or replaced by longer copies.
 *
 * <p>The first 8 bytes of a string are kept as a word beside its length, so that a short string is
 * compared without a look at the arena.
 */
public final class GrowingDictionary implements Dictionary {
  private static final int INITIAL_SLOTS = 64;

  private volatile byte[] arena = new byte[512];
  private volatile int[] ends = new int[32];
  private long[] prefixes = new long[32];
  private int[] lengths = new int[32];
  private int[] hashes = new int[32];
  private int[] slots = new int[INITIAL_SLOTS]; // code + 1; 0 is empty
  private int size;

  /** The code of a string, given one if it is new. */
  public int code(byte[] utf8, int offset, int length) {
    long prefix = SeededHash.firstWord(utf8, offset, length);
    int hash = hash(prefix, utf8, offset, length);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int code = slots[slot] - 1;
      if (prefixes[code] == prefix
          && lengths[code] == length
          && (length <= 8 || restMatches(code, utf8, offset, length))) {
        return code;
      }
      slot = (slot + 1) & mask;
    }
    return add(utf8, offset, length, prefix, hash, slot);
  }

  private int add(byte[] utf8, int offset, int length, long prefix, int hash, int slot) {
    int code = size;
    int start = code == 0 ? 0 : ends[code - 1];
    int end = Math.addExact(start, length);
    if (end > arena.length) {
      long longer = Math.min(Integer.MAX_VALUE - 8, Math.max(end, arena.length * 2L));
      arena = Arrays.copyOf(arena, (int) longer);
    }
    if (code == ends.length) {
      ends = Arrays.copyOf(ends, code * 2);
      prefixes = Arrays.copyOf(prefixes, code * 2);
      lengths = Arrays.copyOf(lengths, code * 2);
      hashes = Arrays.copyOf(hashes, code * 2);
    }
    System.arraycopy(utf8, offset, arena, start, length);
    ends[code] = end;
    prefixes[code] = prefix;
    lengths[code] = length;
    hashes[code] = hash;
    size = code + 1;
    slots[slot] = size;
    if (size * 2 > slots.length) {
      rehash();
    }
    return code;
  }

  private void rehash() {
    int[] larger = new int[slots.length * 2];
    int mask = larger.length - 1;
    for (int code = 0; code < size; code++) {
      int slot = hashes[code] & mask;
      while (larger[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = code + 1;
    }
    slots = larger;
  }

  private boolean restMatches(int code, byte[] utf8, int offset, int length) {
    int end = ends[code];
    return Arrays.equals(arena, end - length + 8, end, utf8, offset + 8, offset + length);
  }

  /** The hash of a string whose first word is known; collisions can't be computed beforehand. */
  static int hash(long prefix, byte[] utf8, int offset, int length) {
    long h = SeededHash.mix(length, prefix);
    return (int) SeededHash.mixAll(h, utf8, offset + 8, offset + length);
  }

  /** Bytes of all arrays; for the thread that adds. */
  public long memoryBytes() {
    return arena.length
        + ends.length * 4L
        + prefixes.length * 8L
        + (lengths.length + hashes.length + slots.length) * 4L;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public byte[] utf8(int code) {
    return Arrays.copyOfRange(arena, code == 0 ? 0 : ends[code - 1], ends[code]);
  }

  @Override
  public String string(int code) {
    int start = code == 0 ? 0 : ends[code - 1];
    return new String(arena, start, ends[code] - start, StandardCharsets.UTF_8);
  }

  /** All strings back to back; string i is [end of i − 1, end of i). */
  public byte[] arena() {
    return arena;
  }

  /** The ends of the strings in {@link #arena()}; the first {@link #size()} entries count. */
  public int[] ends() {
    return ends;
  }
}
