package io.pitwall.storage.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file's bytes as the process sees them and as they are on the platter, and each version of each
 * sector written in between.
 */
final class SimulatedInode {

  static final int SECTOR_BYTES = 512;

  private byte[] view = new byte[0];
  private int viewSize;
  private byte[] durable = new byte[0];
  private int durableSize;
  private final TreeMap<Integer, List<byte[]>> pending = new TreeMap<>();

  int size() {
    return viewSize;
  }

  int read(long position, byte[] into, int offset, int length) {
    int count = (int) Math.max(0, Math.min(length, viewSize - position));
    System.arraycopy(view, (int) Math.min(position, viewSize), into, offset, count);
    return count;
  }

  void write(long position, byte[] bytes, int offset, int length) {
    int from = Math.toIntExact(position);
    int to = Math.addExact(from, length);
    view = grown(view, to);
    viewSize = Math.max(viewSize, to);
    System.arraycopy(bytes, offset, view, from, length);
    if (length == 0) {
      return;
    }
    for (int sector = from / SECTOR_BYTES; sector <= (to - 1) / SECTOR_BYTES; sector++) {
      pending.computeIfAbsent(sector, key -> new ArrayList<>(1)).add(sectorOf(view, sector));
    }
  }

  void truncate(int size) {
    Arrays.fill(view, size, Math.max(size, viewSize), (byte) 0);
    viewSize = size;
    for (int sector = size / SECTOR_BYTES; sector * SECTOR_BYTES < view.length; sector++) {
      pending.computeIfAbsent(sector, key -> new ArrayList<>(1)).add(sectorOf(view, sector));
    }
  }

  void force() {
    for (Integer sector : pending.keySet()) {
      putDurable(sector, sectorOf(view, sector));
    }
    durable = grown(durable, viewSize);
    durableSize = viewSize;
    pending.clear();
  }

  /** As after a failed sync: what is pending is marked clean, and only some of it was written. */
  void failForce(Chance chance) {
    persistSome(chance, 0.5);
    pending.clear();
  }

  /**
   * Loses power: each pending sector ends as any version written since the last sync, or as before.
   */
  void crash(Chance chance, double keepProbability) {
    persistSome(chance, keepProbability);
    pending.clear();
    view = durable.clone();
    viewSize = durableSize;
  }

  private void persistSome(Chance chance, double keepProbability) {
    if (viewSize < durableSize && chance.happens(keepProbability)) {
      durableSize = viewSize;
    }
    for (Map.Entry<Integer, List<byte[]>> entry : pending.entrySet()) {
      if (chance.happens(keepProbability)) {
        List<byte[]> versions = entry.getValue();
        boolean newest = chance.oneIn(2);
        putDurable(
            entry.getKey(),
            newest ? versions.getLast() : versions.get(chance.below(versions.size())));
        int end = Math.min(viewSize, (entry.getKey() + 1) * SECTOR_BYTES);
        durableSize = Math.max(durableSize, end);
      }
    }
    durable = grown(durable, durableSize);
  }

  /** Changes bytes behind everyone's back, in the cache and on the platter. */
  void damage(int position, byte[] bytes) {
    System.arraycopy(bytes, 0, view, position, bytes.length);
    durable = grown(durable, position + bytes.length);
    System.arraycopy(bytes, 0, durable, position, bytes.length);
  }

  byte[] content() {
    return Arrays.copyOf(view, viewSize);
  }

  private void putDurable(int sector, byte[] content) {
    int from = sector * SECTOR_BYTES;
    durable = grown(durable, from + SECTOR_BYTES);
    System.arraycopy(content, 0, durable, from, SECTOR_BYTES);
  }

  private static byte[] sectorOf(byte[] bytes, int sector) {
    int from = sector * SECTOR_BYTES;
    byte[] content = new byte[SECTOR_BYTES];
    int available = Math.max(0, Math.min(SECTOR_BYTES, bytes.length - from));
    System.arraycopy(bytes, Math.min(from, bytes.length), content, 0, available);
    return content;
  }

  private static byte[] grown(byte[] bytes, int size) {
    return size <= bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(size, bytes.length * 2));
  }
}
