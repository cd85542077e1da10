package io.pitwall.storage.sorting;

import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.head.FrozenRows;
import io.pitwall.storage.limit.FormatLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Orders the rows of a frozen generation by (partition, group, time), rows of one time in log
 * order, and cuts them into blocks. Groups of at least {@link #MIN_OWN_BLOCK_ROWS} rows have blocks
 * of their own; smaller ones come after them and share blocks.
 *
 * <p>Grouping is a counting sort. Within a group, rows come nearly in time order from a live feed,
 * so they are sorted by merging the runs that are there already (natural merge sort: Knuth, The Art
 * of Computer Programming 3, 5.2.4), and runs that follow each other cost nothing.
 */
final class RowSorter {
  /** A group with this many rows in the run never shares a block. */
  static final int MIN_OWN_BLOCK_ROWS = 128;

  /**
   * The most segments that one generation is split into at partition borders; rows spread thinner
   * over time share segments with their neighbours.
   */
  static final int MAX_PIECES = FormatLimits.PIECES_PER_RUN;

  /** The most pairs of a segment and a group; of more groups, fewer segments are made. */
  static final int MAX_SLOTS = 1 << 24;

  private final FrozenRows frozen;
  private final long[][] times;
  private final RowGroups groups;
  private final SortMemory memory;
  private final long[] keys;
  private long[] keyScratch = new long[0];
  private int[] rowScratch = new int[0];

  private RowSorter(FrozenRows frozen, RowGroups groups, SortMemory memory) {
    this.frozen = frozen;
    this.groups = groups;
    times = frozen.times();
    this.memory = memory;
    keys = memory.keys(frozen.rows());
  }

  static RowOrder order(
      FrozenRows frozen, RowGroups groups, SortMemory memory, long partitionWidthNanos) {
    return new RowSorter(frozen, groups, memory).order(partitionWidthNanos);
  }

  private RowOrder order(long partitionWidthNanos) {
    int rowCount = frozen.rows();
    long[] borders = partitionBorders(partitionWidthNanos);
    int pieceCount = borders.length + 1;
    int groupCount = groups.count();
    int[] slotOf = memory.slots(rowCount);
    int[] counts = new int[Math.multiplyExact(pieceCount, groupCount)]; // at most MAX_SLOTS
    int first = 0;
    for (long[] chunk : times) {
      int count = rowsOfChunkAt(first);
      for (int i = 0; i < count; i++) {
        int piece = pieceCount == 1 ? 0 : pieceOf(borders, chunk[i]);
        int slot = piece * groupCount + groups.groupOf()[first + i];
        slotOf[first + i] = slot;
        counts[slot]++;
      }
      first += count;
    }
    int[] starts = new int[counts.length];
    List<RowOrder.Piece> pieces = new ArrayList<>(pieceCount);
    int at = 0;
    for (int piece = 0; piece < pieceCount; piece++) {
      int from = at;
      at = placeGroups(counts, piece * groupCount, groupCount, at, starts);
      if (at > from) {
        pieces.add(new RowOrder.Piece(from, cutBlocks(counts, piece * groupCount, groupCount)));
      }
    }
    int[] rows = memory.rows(rowCount);
    int[] destinations = slotOf; // each entry is read once, just before it is replaced
    int[] fill = starts.clone();
    int row = 0;
    for (long[] chunk : times) {
      int count = rowsOfChunkAt(row);
      for (int i = 0; i < count; i++) {
        int to = fill[slotOf[row]]++;
        destinations[row] = to;
        rows[to] = row++;
        keys[to] = chunk[i];
      }
    }
    for (int slot = 0; slot < counts.length; slot++) {
      int from = starts[slot];
      int to = from + counts[slot];
      if (counts[slot] > 1 && sortByTime(rows, from, to)) {
        for (int i = from; i < to; i++) {
          destinations[rows[i]] = i;
        }
      }
    }
    return new RowOrder(rowCount, frozen.chunkRows(), destinations, keys, pieces);
  }

  /** Rows of the chunk that begins with a row. */
  private int rowsOfChunkAt(int row) {
    return Math.min(frozen.chunkRows(), frozen.rows() - row);
  }

  /** Large groups first, in order of appearance, then small ones. */
  private static int placeGroups(int[] counts, int first, int groupCount, int at, int[] starts) {
    int next = at;
    for (int slot = first; slot < first + groupCount; slot++) {
      if (counts[slot] >= MIN_OWN_BLOCK_ROWS) {
        starts[slot] = next;
        next += counts[slot];
      }
    }
    for (int slot = first; slot < first + groupCount; slot++) {
      if (counts[slot] < MIN_OWN_BLOCK_ROWS) {
        starts[slot] = next;
        next += counts[slot];
      }
    }
    return next;
  }

  private static int[] cutBlocks(int[] counts, int first, int groupCount) {
    List<Integer> blocks = new ArrayList<>();
    int small = 0;
    for (int slot = first; slot < first + groupCount; slot++) {
      int count = counts[slot];
      if (count < MIN_OWN_BLOCK_ROWS) {
        small += count;
      } else {
        cut(count, blocks);
      }
    }
    cut(small, blocks);
    return blocks.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void cut(int rows, List<Integer> blocks) {
    for (int left = rows; left > 0; left -= ColumnVector.CAPACITY) {
      blocks.add(Math.min(left, ColumnVector.CAPACITY));
    }
  }

  /** The first times of the second and later pieces, ascending; empty if all is one partition. */
  private long[] partitionBorders(long widthNanos) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    int row = 0;
    for (long[] chunk : times) {
      int count = rowsOfChunkAt(row);
      for (int i = 0; i < count; i++) {
        min = Math.min(min, chunk[i]);
        max = Math.max(max, chunk[i]);
      }
      row += count;
    }
    if (Math.floorDiv(min, widthNanos) == Math.floorDiv(max, widthNanos)) {
      return new long[0];
    }
    NavigableMap<Long, Integer> rowsOf = new TreeMap<>();
    row = 0;
    for (long[] chunk : times) {
      int count = rowsOfChunkAt(row);
      for (int i = 0; i < count; i++) {
        rowsOf.merge(Math.floorDiv(chunk[i], widthNanos), 1, Integer::sum);
      }
      row += count;
    }
    return choose(rowsOf, widthNanos);
  }

  private long[] choose(NavigableMap<Long, Integer> rowsOf, long widthNanos) {
    List<Long> borders = new ArrayList<>();
    int maxPieces = Math.clamp(MAX_SLOTS / Math.max(1, groups.count()), 1, MAX_PIECES);
    int minRows = rowsOf.size() <= maxPieces ? 1 : frozen.rows() / maxPieces + 1;
    int rows = 0;
    boolean isFirst = true;
    for (var partition : rowsOf.entrySet()) {
      if (!isFirst && rows >= minRows) {
        borders.add(Math.multiplyExact(partition.getKey(), widthNanos));
        rows = 0;
      }
      rows += partition.getValue();
      isFirst = false;
    }
    return borders.stream().mapToLong(Long::longValue).toArray();
  }

  private static int pieceOf(long[] borders, long time) {
    int at = Arrays.binarySearch(borders, time);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /**
   * Sorts {@code rows} and {@link #keys} of a group together; stable.
   *
   * @return whether anything was out of order
   */
  private boolean sortByTime(int[] rows, int from, int to) {
    int[] runs = findRuns(from, to);
    boolean isOutOfOrder = runs.length > 2;
    while (runs.length > 2) {
      int[] merged = new int[runs.length / 2 + 1];
      int count = 0;
      merged[count++] = from;
      for (int i = 0; i + 1 < runs.length; i += 2) {
        int end = i + 2 < runs.length ? runs[i + 2] : runs[i + 1];
        if (i + 2 < runs.length) {
          merge(rows, runs[i], runs[i + 1], runs[i + 2]);
        }
        merged[count++] = end;
      }
      runs = Arrays.copyOf(merged, count);
    }
    return isOutOfOrder;
  }

  /** Borders of ascending runs, from {@code from} to {@code to}. */
  private int[] findRuns(int from, int to) {
    int[] borders = new int[8];
    int count = 0;
    borders[count++] = from;
    for (int i = from + 1; i < to; i++) {
      if (keys[i] < keys[i - 1]) {
        if (count + 1 >= borders.length) {
          borders = Arrays.copyOf(borders, count * 2);
        }
        borders[count++] = i;
      }
    }
    borders[count++] = to;
    return Arrays.copyOf(borders, count);
  }

  private void merge(int[] rows, int from, int middle, int to) {
    if (keys[middle - 1] <= keys[middle]) {
      return;
    }
    int leftCount = middle - from;
    if (keyScratch.length < leftCount) {
      keyScratch = new long[leftCount];
      rowScratch = new int[leftCount];
    }
    System.arraycopy(keys, from, keyScratch, 0, leftCount);
    System.arraycopy(rows, from, rowScratch, 0, leftCount);
    if (keys[to - 1] < keyScratch[0]) { // the right run lies wholly before the left one
      System.arraycopy(keys, middle, keys, from, to - middle);
      System.arraycopy(rows, middle, rows, from, to - middle);
      System.arraycopy(keyScratch, 0, keys, from + to - middle, leftCount);
      System.arraycopy(rowScratch, 0, rows, from + to - middle, leftCount);
      return;
    }
    int left = 0;
    int right = middle;
    int out = from;
    while (left < leftCount && right < to) {
      if (keyScratch[left] <= keys[right]) {
        keys[out] = keyScratch[left];
        rows[out++] = rowScratch[left++];
      } else {
        keys[out] = keys[right];
        rows[out++] = rows[right++];
      }
    }
    System.arraycopy(keyScratch, left, keys, out, leftCount - left);
    System.arraycopy(rowScratch, left, rows, out, leftCount - left);
  }
}
