package io.pitwall.query.exec.aggregate;

import java.util.ArrayList;
import java.util.List;

/** The slots of all aggregate states of an operator. They grow together. */
public final class GroupSlots {
  private final List<Slot> slots = new ArrayList<>();

  /** Makes room for groups 0 … capacity − 1. */
  public void ensureCapacity(int capacity) {
    for (Slot slot : slots) {
      slot.grow(capacity);
    }
  }

  /** What a group takes. */
  public long bytesPerGroup() {
    long bytes = 0;
    for (Slot slot : slots) {
      bytes += slot.width();
    }
    return bytes;
  }

  Slot.Longs longs(long initial) {
    return added(new Slot.Longs(initial));
  }

  Slot.Doubles doubles() {
    return added(new Slot.Doubles());
  }

  Slot.Int128s int128s() {
    return added(new Slot.Int128s());
  }

  Slot.Codes codes() {
    return added(new Slot.Codes());
  }

  Slot.Flags flags() {
    return added(new Slot.Flags());
  }

  private <S extends Slot> S added(S slot) {
    slots.add(slot);
    return slot;
  }
}
