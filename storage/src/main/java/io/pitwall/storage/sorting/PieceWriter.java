package io.pitwall.storage.sorting;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.GrowingDictionary;
import io.pitwall.storage.column.Presence;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.segment.SegmentWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one segment from its share of columns that are in the new order already. */
final class PieceWriter {
  /** A column with at most this many distinct strings always has a dictionary. */
  private static final int ALWAYS_DICTIONARY = 1024;

  private final SegmentWriter writer;
  private final RowOrder.Piece piece;
  private final int rows;
  private final long[] longBlock = new long[ColumnVector.CAPACITY];
  private final double[] doubleBlock = new double[ColumnVector.CAPACITY];
  private final int[] codeBlock = new int[ColumnVector.CAPACITY];
  private final long[] presentBlock = new long[Presence.words(ColumnVector.CAPACITY)];

  PieceWriter(SegmentWriter writer, RowOrder.Piece piece) {
    this.writer = writer;
    this.piece = piece;
    rows = piece.rowCount();
  }

  /** Records where the rows of each series are; they lie together. */
  void addSeries(int[] series, long[] times) {
    int end = piece.from() + rows;
    int start = piece.from();
    while (start < end) {
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      int next = start;
      while (next < end && series[next] == series[start]) {
        min = Math.min(min, times[next]);
        max = Math.max(max, times[next]);
        next++;
      }
      writer.addSeries(series[start], start - piece.from(), next - start, min, max);
      start = next;
    }
  }

  void clusteringKey(List<Integer> columnIds) {
    writer.clusteringKey(columnIds);
  }

  /**
   * @param present a {@link Presence} mask of all rows, or null if all have a value; the values of
   *     null rows mean nothing
   */
  void writeLongs(
      int columnId, ColumnType type, ColumnKind kind, long[] values, long @Nullable [] present)
      throws IOException {
    writer.beginColumn(columnId, type, kind);
    int from = piece.from();
    for (int count : piece.blockRows()) {
      System.arraycopy(values, from, longBlock, 0, count);
      boolean hasNulls = cutPresence(present, from, count);
      writer.longBlock(longBlock, count, hasNulls ? presentBlock : null);
      from += count;
    }
    writer.endColumn();
  }

  void writeDoubles(int columnId, ColumnKind kind, double[] values, long @Nullable [] present)
      throws IOException {
    writer.beginColumn(columnId, ColumnType.DOUBLE, kind);
    int from = piece.from();
    for (int count : piece.blockRows()) {
      System.arraycopy(values, from, doubleBlock, 0, count);
      boolean hasNulls = cutPresence(present, from, count);
      writer.doubleBlock(doubleBlock, count, hasNulls ? presentBlock : null);
      from += count;
    }
    writer.endColumn();
  }

  /**
   * @param codes of {@code dictionary}; −1 is null
   */
  void writeStrings(int columnId, ColumnKind kind, int[] codes, GrowingDictionary dictionary)
      throws IOException {
    BitSet used = new BitSet(dictionary.size());
    int last = -1;
    for (int i = piece.from(); i < piece.from() + rows; i++) {
      int code = codes[i];
      if (code != last && code >= 0) {
        used.set(code);
      }
      last = code;
    }
    if (used.isEmpty()) {
      return; // no row of this piece has a string, and a missing column reads as null
    }
    int distinct = used.cardinality();
    if (distinct > ALWAYS_DICTIONARY && distinct > rows / 2) {
      writeText(columnId, kind, codes, dictionary);
    } else {
      writeCodes(columnId, kind, codes, SortedStrings.of(dictionary, used));
    }
  }

  private void writeCodes(int columnId, ColumnKind kind, int[] codes, SortedStrings strings)
      throws IOException {
    writer.beginStringColumn(columnId, kind, strings.bytes(), strings.ends(), strings.size());
    int from = piece.from();
    for (int count : piece.blockRows()) {
      boolean hasNulls = markPresent(codes, from, count);
      for (int i = 0; i < count; i++) {
        int code = codes[from + i];
        codeBlock[i] = code < 0 ? 0 : strings.newCodes()[code];
      }
      writer.codeBlock(codeBlock, count, hasNulls ? presentBlock : null);
      from += count;
    }
    writer.endColumn();
  }

  private void writeText(int columnId, ColumnKind kind, int[] codes, GrowingDictionary dictionary)
      throws IOException {
    writer.beginTextColumn(columnId, kind);
    byte[] arena = dictionary.arena();
    int[] arenaEnds = dictionary.ends();
    byte[] block = new byte[64 * 1024];
    int from = piece.from();
    for (int count : piece.blockRows()) {
      boolean hasNulls = markPresent(codes, from, count);
      int bytes = 0;
      for (int i = 0; i < count; i++) {
        int code = codes[from + i];
        int start = code <= 0 ? 0 : arenaEnds[code - 1];
        int length = code < 0 ? 0 : arenaEnds[code] - start;
        if (bytes + length > block.length) {
          block = Arrays.copyOf(block, Math.max(block.length * 2, bytes + length));
        }
        System.arraycopy(arena, start, block, bytes, length);
        bytes += length;
        codeBlock[i] = bytes;
      }
      writer.textBlock(block, codeBlock, count, hasNulls ? presentBlock : null);
      from += count;
    }
    writer.endColumn();
  }

  /** Copies a block's presence bits; false if all its rows have a value. */
  private boolean cutPresence(long @Nullable [] present, int from, int count) {
    if (present == null) {
      return false;
    }
    Presence.slice(present, from, count, presentBlock);
    return Presence.count(presentBlock, count) < count;
  }

  /** Sets a block's presence bits from codes; false if all its rows have a value. */
  private boolean markPresent(int[] codes, int from, int count) {
    Arrays.fill(presentBlock, 0);
    int ones = 0;
    for (int i = 0; i < count; i++) {
      if (codes[from + i] >= 0) {
        Presence.set(presentBlock, i);
        ones++;
      }
    }
    return ones < count;
  }

  SegmentInfo finish(long firstLsn, long lastLsn) throws IOException {
    return writer.finish(firstLsn, lastLsn);
  }

  void close() throws IOException {
    writer.close();
  }
}
