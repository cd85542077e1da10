package io.pitwall.storage.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The distinct strings of one column, in the order they came: an open-addressing hash over one byte
 * arena. One thread adds; others may read the codes that were published to them, since the arrays
 * are only ever appended to or replaced by longer copies.
 */
public final class GrowingDictionary implements Dictionary {
  private static final int INITIAL_SLOTS = 64;

  private volatile byte[] arena = new byte[1024];
  private volatile int[] ends = new int[32];
  private int[] hashes = new int[32];
  private int[] slots = new int[INITIAL_SLOTS]; // code + 1; 0 is empty
  private int size;
  private int lastCode = -1;

  /** The code of a string, given one if it is new. */
  public int code(byte[] utf8, int offset, int length) {
    if (lastCode >= 0 && matches(lastCode, utf8, offset, length)) {
      return lastCode;
    }
    int hash = hash(utf8, offset, length);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int code = slots[slot] - 1;
      if (hashes[code] == hash && matches(code, utf8, offset, length)) {
        lastCode = code;
        return code;
      }
      slot = slot + 1 & mask;
    }
    lastCode = add(utf8, offset, length, hash, slot);
    return lastCode;
  }

  private int add(byte[] utf8, int offset, int length, int hash, int slot) {
    int start = size == 0 ? 0 : ends[size - 1];
    int end = Math.addExact(start, length);
    if (end > arena.length) {
      arena =
          Arrays.copyOf(
              arena, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, arena.length * 2L)));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    System.arraycopy(utf8, offset, arena, start, length);
    ends[size] = end;
    hashes[size] = hash;
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    int[] larger = new int[slots.length * 2];
    int mask = larger.length - 1;
    for (int code = 0; code < size; code++) {
      int slot = hashes[code] & mask;
      while (larger[slot] != 0) {
        slot = slot + 1 & mask;
      }
      larger[slot] = code + 1;
    }
    slots = larger;
  }

  private boolean matches(int code, byte[] utf8, int offset, int length) {
    int start = code == 0 ? 0 : ends[code - 1];
    return Arrays.equals(arena, start, ends[code], utf8, offset, offset + length);
  }

  private static int hash(byte[] utf8, int offset, int length) {
    int h = 0x811C9DC5;
    for (int i = offset; i < offset + length; i++) {
      h = (h ^ utf8[i]) * 0x01000193;
    }
    return h ^ h >>> 15;
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
