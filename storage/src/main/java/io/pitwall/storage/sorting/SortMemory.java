package io.pitwall.storage.sorting;

/**
 * The arrays that ordering a generation's rows takes, reused by the next sealing: some 28 bytes per
 * row. Each is at least as long as asked for and has any content. Owned by the sealing thread.
 */
final class SortMemory {
  private int[] groups = new int[0];
  private int[] refinedGroups = new int[0];
  private int[] slots = new int[0];
  private int[] rows = new int[0];
  private long[] keys = new long[0];

  int[] groups(int count) {
    groups = atLeast(groups, count);
    return groups;
  }

  int[] refinedGroups(int count) {
    refinedGroups = atLeast(refinedGroups, count);
    return refinedGroups;
  }

  int[] slots(int count) {
    slots = atLeast(slots, count);
    return slots;
  }

  int[] rows(int count) {
    rows = atLeast(rows, count);
    return rows;
  }

  long[] keys(int count) {
    if (keys.length < count) {
      keys = new long[count];
    }
    return keys;
  }

  private static int[] atLeast(int[] array, int count) {
    return array.length < count ? new int[count] : array;
  }
}
