package io.pitwall.query.exec.aggregate;

import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.SeededHash;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers the combinations of keys 0, 1, 2 … in the order in which they are first seen. As long as
 * the key columns have few values, their codes are packed into one number, which is the index into
 * an array; with more values a hash table takes its place.
 */
public final class GroupTable {
  /** A table of 4 MiB, of which only the entries of groups are ever touched. */
  private static final int MAX_DIRECT_BITS = 20;

  private final List<KeyColumn> keys;
  private final int[] bits;
  private final int[] shifts;
  private int[][] groupCodes;
  private int[] hashes = new int[0];
  private int groups;
  private int[] table = new int[1]; // group + 1, by packed codes or by hash
  private boolean direct = true;
  private final int[][] rowCodes;
  private final int[] packed = new int[ColumnVector.CAPACITY];
  private final int[] oneCode;

  public GroupTable(List<KeyColumn> keys) {
    this.keys = keys;
    this.bits = new int[keys.size()];
    this.shifts = new int[keys.size()];
    this.groupCodes = new int[keys.size()][16];
    this.rowCodes = new int[keys.size()][ColumnVector.CAPACITY];
    this.oneCode = new int[keys.size()];
  }

  public int groups() {
    return groups;
  }

  public long sizeBytes() {
    long bytes = table.length * 4L + hashes.length * 4L;
    for (int i = 0; i < keys.size(); i++) {
      bytes += keys.get(i).sizeBytes() + groupCodes[i].length * 4L;
    }
    return bytes;
  }

  /** The codes of one key column, by group. */
  public int[] codes(int key) {
    return groupCodes[key];
  }

  /** The groups of all rows. */
  public void assign(ColumnVector[] vectors, int rows, int[] groupIds) {
    if (keys.isEmpty()) {
      groups = 1;
      Arrays.fill(groupIds, 0, rows, 0);
      return;
    }
    for (int i = 0; i < vectors.length; i++) {
      keys.get(i).encode(vectors[i], rows, rowCodes[i]);
    }
    fit();
    if (direct) {
      pack(rows);
      int done = lookUp(packed, 0, rows, table, groupIds);
      while (done < rows) {
        groupIds[done] = add(done);
        table[packed[done]] = groups;
        done = lookUp(packed, done + 1, rows, table, groupIds);
      }
      return;
    }
    for (int row = 0; row < rows; row++) {
      groupIds[row] = hashed(row);
    }
  }

  /** The group of one combination of codes. */
  public int assign(int[] codes) {
    if (keys.isEmpty()) {
      groups = 1;
      return 0;
    }
    for (int i = 0; i < codes.length; i++) {
      rowCodes[i][0] = codes[i];
    }
    fit();
    if (!direct) {
      return hashed(0);
    }
    pack(1);
    int group = table[packed[0]] - 1;
    if (group < 0) {
      group = add(0);
      table[packed[0]] = groups;
    }
    return group;
  }

  /** Scratch for {@link #assign(int[])}. */
  public int[] oneCode() {
    return oneCode;
  }

  private void pack(int rows) {
    System.arraycopy(rowCodes[0], 0, packed, 0, rows);
    for (int i = 1; i < keys.size(); i++) {
      pack(rowCodes[i], shifts[i], packed, rows);
    }
  }

  private static void pack(int[] codes, int shift, int[] packed, int rows) {
    for (int i = 0; i < rows; i++) {
      packed[i] |= codes[i] << shift;
    }
  }

  /** Looks up groups up to the first row whose group is new, and returns that row. */
  private static int lookUp(int[] packed, int from, int rows, int[] table, int[] groupIds) {
    for (int i = from; i < rows; i++) {
      int group = table[packed[i]] - 1;
      if (group < 0) {
        return i;
      }
      groupIds[i] = group;
    }
    return rows;
  }

  private int add(int row) {
    if (groups == groupCodes[0].length) {
      for (int i = 0; i < groupCodes.length; i++) {
        groupCodes[i] = Arrays.copyOf(groupCodes[i], groups * 2);
      }
      if (!direct) {
        hashes = Arrays.copyOf(hashes, groups * 2);
      }
    }
    for (int i = 0; i < groupCodes.length; i++) {
      groupCodes[i][groups] = rowCodes[i][row];
    }
    return groups++;
  }

  /** Makes the packed codes wide enough for all key values seen, or changes to hashing. */
  private void fit() {
    boolean fits = true;
    for (int i = 0; i < bits.length; i++) {
      fits &= keys.get(i).size() <= 1 << bits[i];
    }
    if (fits || !direct) {
      return;
    }
    int total = 0;
    for (int i = 0; i < bits.length; i++) {
      int size = keys.get(i).size();
      bits[i] = size <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(size - 1);
      shifts[i] = total;
      total += bits[i];
    }
    direct = total <= MAX_DIRECT_BITS;
    if (!direct) {
      hashes = new int[groupCodes[0].length];
      table = new int[64];
      for (int group = 0; group < groups; group++) {
        hashes[group] = hash(groupCodes, group);
      }
      rehash(Math.max(64, Integer.highestOneBit(Math.max(1, groups)) * 4));
      return;
    }
    table = new int[1 << total];
    for (int group = 0; group < groups; group++) {
      int index = 0;
      for (int i = 0; i < bits.length; i++) {
        index |= groupCodes[i][group] << shifts[i];
      }
      table[index] = group + 1;
    }
  }

  private int hashed(int row) {
    int hash = hash(rowCodes, row);
    int mask = table.length - 1;
    int slot = hash & mask;
    while (table[slot] != 0) {
      int group = table[slot] - 1;
      if (hashes[group] == hash && sameCodes(group, row)) {
        return group;
      }
      slot = slot + 1 & mask;
    }
    int group = add(row);
    hashes[group] = hash;
    table[slot] = groups;
    if (groups * 2 > table.length) {
      rehash(table.length * 2);
    }
    return group;
  }

  private boolean sameCodes(int group, int row) {
    for (int i = 0; i < groupCodes.length; i++) {
      if (groupCodes[i][group] != rowCodes[i][row]) {
        return false;
      }
    }
    return true;
  }

  private void rehash(int slots) {
    table = new int[slots];
    int mask = slots - 1;
    for (int group = 0; group < groups; group++) {
      int slot = hashes[group] & mask;
      while (table[slot] != 0) {
        slot = slot + 1 & mask;
      }
      table[slot] = group + 1;
    }
  }

  /** Seeded: whoever writes rows chooses which codes come together. */
  static int hash(int[][] codes, int at) {
    long hash = 0;
    for (int[] column : codes) {
      hash = SeededHash.mix(hash, column[at]);
    }
    return (int) hash;
  }
}
