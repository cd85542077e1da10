package io.pitwall.storage.sorting;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.GrowingDictionary;
import io.pitwall.storage.head.FrozenRows;
import io.pitwall.storage.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups rows by the clustering key: the series, and, where rows carry no tags, the string columns
 * of few distinct values. The key is physical only: it decides which rows lie together, and no
 * answer depends on it.
 *
 * @param groupOf the group of each row, 0 … count − 1, in the order of first appearance; may be
 *     longer than there are rows, and is the next sealing's once this one is done
 * @param count how many groups there are
 * @param keyColumns the columns that the key is made of
 */
record RowGroups(int[] groupOf, int count, List<Integer> keyColumns) {
  /** A string column of more distinct values does not name things, it describes them. */
  private static final int MAX_NAMING_STRINGS = 4096;

  /** A naming column must give each of its values this many rows on average. */
  private static final int MIN_ROWS_PER_NAME = 64;

  static RowGroups of(FrozenRows frozen, SortMemory memory) {
    int rows = frozen.rows();
    int[] groupOf = memory.groups(rows);
    int count = groupBySeries(frozen, groupOf);
    List<Integer> keyColumns = new ArrayList<>();
    for (ColumnSchema column : frozen.generation().table().schema().columns()) {
      if (frozen.tagCodes(column.id()) != null) {
        keyColumns.add(column.id());
      }
    }
    if (keyColumns.isEmpty()) {
      for (ColumnSchema column : frozen.generation().table().schema().columns()) {
        if (isNaming(frozen, column)) {
          int refined = refine(groupOf, count, frozen, column.id(), memory);
          if (refined * (long) MIN_ROWS_PER_NAME <= Math.max(rows, MIN_ROWS_PER_NAME)) {
            count = refined;
            keyColumns.add(column.id());
          } else {
            break; // smaller groups would not pay; the order so far is kept
          }
        }
      }
    }
    return new RowGroups(groupOf, count, keyColumns);
  }

  private static boolean isNaming(FrozenRows frozen, ColumnSchema column) {
    if (column.kind() != ColumnKind.FIELD || column.type() != ColumnType.STRING) {
      return false;
    }
    GrowingDictionary dictionary = frozen.dictionary(column.id());
    return dictionary != null
        && dictionary.size() <= MAX_NAMING_STRINGS
        && dictionary.size() * (long) MIN_ROWS_PER_NAME
            <= Math.max(frozen.rows(), MIN_ROWS_PER_NAME);
  }

  private static int groupBySeries(FrozenRows frozen, int[] groupOf) {
    int[] groups = new int[1024];
    Arrays.fill(groups, -1);
    int count = 0;
    int row = 0;
    for (int[] series : frozen.series()) {
      int inChunk = Math.min(frozen.chunkRows(), frozen.rows() - row);
      for (int i = 0; i < inChunk; i++) {
        int id = series[i];
        if (id >= groups.length) {
          int length = groups.length;
          groups = Arrays.copyOf(groups, Math.max(id + 1, length * 2));
          Arrays.fill(groups, length, groups.length, -1);
        }
        int group = groups[id];
        if (group < 0) {
          group = count++;
          groups[id] = group;
        }
        groupOf[row++] = group;
      }
    }
    return count;
  }

  /** Splits each group by a string column; a null is a value of its own. Undone if too fine. */
  private static int refine(
      int[] groupOf, int count, FrozenRows frozen, int columnId, SortMemory memory) {
    int rows = frozen.rows();
    int[][] codes = frozen.codes(columnId);
    long[] @Nullable [] present = frozen.present(columnId);
    GrowingDictionary dictionary = frozen.dictionary(columnId);
    long values = (dictionary == null ? 0 : dictionary.size()) + 1L;
    Map<Long, Integer> groups = new HashMap<>();
    int[] refined = memory.refinedGroups(rows);
    long lastKey = -1;
    int lastGroup = 0;
    int[] direct = count * values <= 1 << 20 ? new int[(int) (count * values)] : new int[0];
    int next = 0;
    int chunkRows = frozen.chunkRows();
    int[] chunk = new int[0];
    long[] mask = null;
    for (int row = 0; row < rows; row++) {
      int at = row & (chunkRows - 1);
      if (at == 0) {
        int number = row / chunkRows;
        chunk = codes[number];
        mask = present == null ? null : present[number];
      }
      long value = Scatter.isPresent(mask, at) ? chunk[at] : values - 1;
      long key = groupOf[row] * values + value;
      if (key != lastKey) {
        lastKey = key;
        if (direct.length > 0) {
          if (direct[(int) key] == 0) {
            direct[(int) key] = ++next;
          }
          lastGroup = direct[(int) key] - 1;
        } else {
          Integer group = groups.get(key);
          if (group == null) {
            group = next++;
            groups.put(key, group);
          }
          lastGroup = group;
        }
      }
      refined[row] = lastGroup;
    }
    if (next * (long) MIN_ROWS_PER_NAME <= Math.max(rows, MIN_ROWS_PER_NAME)) {
      System.arraycopy(refined, 0, groupOf, 0, rows);
    }
    return next;
  }
}
