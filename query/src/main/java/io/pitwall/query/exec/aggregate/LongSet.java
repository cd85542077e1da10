package io.pitwall.query.exec.aggregate;

import io.pitwall.storage.column.SeededHash;
import java.util.Arrays;

/** A set of longs from 0 on, by open addressing. */
final class LongSet {
  private static final long EMPTY = -1;

  private long[] slots = new long[64];
  private int size;

  LongSet() {
    Arrays.fill(slots, EMPTY);
  }

  long sizeBytes() {
    return slots.length * 8L;
  }

  /** Adds a value and returns whether it is new. */
  boolean add(long value) {
    int mask = slots.length - 1;
    int slot = hash(value) & mask;
    while (slots[slot] != EMPTY) {
      if (slots[slot] == value) {
        return false;
      }
      slot = slot + 1 & mask;
    }
    slots[slot] = value;
    if (++size * 2 > slots.length) {
      grow();
    }
    return true;
  }

  /** All values. */
  long[] toArray() {
    return Arrays.stream(slots).filter(value -> value != EMPTY).toArray();
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    Arrays.fill(slots, EMPTY);
    int mask = slots.length - 1;
    for (long value : old) {
      if (value != EMPTY) {
        int slot = hash(value) & mask;
        while (slots[slot] != EMPTY) {
          slot = slot + 1 & mask;
        }
        slots[slot] = value;
      }
    }
  }

  /** Seeded: whoever writes rows chooses the values. */
  static int hash(long value) {
    return (int) SeededHash.mix(0, value);
  }
}
