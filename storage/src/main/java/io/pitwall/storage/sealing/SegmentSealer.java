package io.pitwall.storage.sealing;

import io.pitwall.storage.catalog.ColumnSchema;
import io.pitwall.storage.catalog.TableSchema;
import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.GrowingDictionary;
import io.pitwall.storage.head.FrozenRows;
import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.segment.SegmentWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a frozen generation as segments, one for each partition it touches. Owned by the sealing
 * thread.
 */
public final class SegmentSealer {
  /** A column with at most this many distinct strings always has a dictionary. */
  private static final int ALWAYS_DICTIONARY = 1024;

  private final FileSystem files;
  private final FileIdSource fileIds;
  private final long[] longs = new long[ColumnVector.CAPACITY];
  private final double[] doubles = new double[ColumnVector.CAPACITY];
  private final int[] codes = new int[ColumnVector.CAPACITY];
  private final long[] present = new long[ColumnVector.CAPACITY / 64];

  /** Gives ids that were never given before. */
  @FunctionalInterface
  public interface FileIdSource {
    long next() throws IOException;
  }

  public SegmentSealer(FileSystem files, FileIdSource fileIds) {
    this.files = files;
    this.fileIds = fileIds;
  }

  /**
   * Writes and forces the segments; the directory is synced too. They count only once the manifest
   * says so.
   *
   * @throws IOException if a file can't be written; files written so far are left, unknown to the
   *     manifest
   */
  public List<SegmentInfo> seal(FrozenRows frozen) throws IOException {
    HeadGeneration generation = frozen.generation();
    RowGroups groups = RowGroups.of(frozen);
    RowOrder order = RowSorter.order(frozen, groups, generation.table().partitionWidthNanos());
    List<SegmentInfo> segments = new ArrayList<>(order.pieces().size());
    for (RowOrder.Piece piece : order.pieces()) {
      segments.add(writePiece(frozen, groups, order.rows(), piece));
    }
    files.syncDirectory(SegmentInfo.DIRECTORY);
    return segments;
  }

  private SegmentInfo writePiece(
      FrozenRows frozen, RowGroups groups, int[] rows, RowOrder.Piece piece) throws IOException {
    HeadGeneration generation = frozen.generation();
    TableSchema schema = generation.table().schema();
    long fileId = fileIds.next();
    try (SegmentWriter writer =
        SegmentWriter.create(
            files,
            SegmentInfo.pathOf(fileId),
            fileId,
            generation.table().tableId(),
            piece.blockRows())) {
      addSeries(frozen, rows, piece, writer);
      writer.clusteringKey(groups.keyColumns());
      for (ColumnSchema column : schema.columns()) {
        writeColumn(frozen, column, rows, piece, writer);
      }
      return writer.finish(generation.firstLsn(), generation.lastLsn());
    }
  }

  private static void addSeries(
      FrozenRows frozen, int[] rows, RowOrder.Piece piece, SegmentWriter writer) {
    int[][] series = frozen.series();
    long[][] times = frozen.times();
    int count = piece.rowCount();
    int start = 0;
    while (start < count) {
      int id = at(series, rows[piece.from() + start]);
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      int end = start;
      while (end < count && at(series, rows[piece.from() + end]) == id) {
        long time = at(times, rows[piece.from() + end]);
        min = Math.min(min, time);
        max = Math.max(max, time);
        end++;
      }
      writer.addSeries(id, start, end - start, min, max);
      start = end;
    }
  }

  private void writeColumn(
      FrozenRows frozen,
      ColumnSchema column,
      int[] rows,
      RowOrder.Piece piece,
      SegmentWriter writer)
      throws IOException {
    if (column.id() == TableSchema.TIME_ID) {
      writer.beginColumn(column.id(), ColumnType.TIMESTAMP, ColumnKind.TIME);
      writeLongs(frozen.times(), null, rows, piece, writer);
      writer.endColumn();
      return;
    }
    int[] tagCodes = frozen.tagCodes(column.id());
    ColumnType type = frozen.fieldType(column.id());
    if (tagCodes != null || type == ColumnType.STRING) {
      writeStrings(frozen, column, rows, piece, writer);
    } else if (type == ColumnType.DOUBLE) {
      writer.beginColumn(column.id(), type, column.kind());
      writeDoubles(frozen.doubles(column.id()), frozen.present(column.id()), rows, piece, writer);
      writer.endColumn();
    } else if (type != null) {
      writer.beginColumn(column.id(), type, column.kind());
      writeLongs(frozen.longs(column.id()), frozen.present(column.id()), rows, piece, writer);
      writer.endColumn();
    }
  }

  private void writeLongs(
      long[][] values,
      long @Nullable [] @Nullable [] masks,
      int[] rows,
      RowOrder.Piece piece,
      SegmentWriter writer)
      throws IOException {
    int from = piece.from();
    for (int count : piece.blockRows()) {
      boolean hasNulls = masks != null && gatherPresence(masks, rows, from, count);
      if (hasNulls) {
        gatherPresentLongs(values, rows, from, count);
      } else {
        gather(values, rows, from, count, longs);
      }
      writer.longBlock(longs, count, hasNulls ? present : null);
      from += count;
    }
  }

  private void writeDoubles(
      double[][] values,
      long @Nullable [] @Nullable [] masks,
      int[] rows,
      RowOrder.Piece piece,
      SegmentWriter writer)
      throws IOException {
    int from = piece.from();
    for (int count : piece.blockRows()) {
      boolean hasNulls = masks != null && gatherPresence(masks, rows, from, count);
      if (hasNulls) {
        gatherPresentDoubles(values, rows, from, count);
      } else {
        gather(values, rows, from, count, doubles);
      }
      writer.doubleBlock(doubles, count, hasNulls ? present : null);
      from += count;
    }
  }

  private void writeStrings(
      FrozenRows frozen,
      ColumnSchema column,
      int[] rows,
      RowOrder.Piece piece,
      SegmentWriter writer)
      throws IOException {
    int count = piece.rowCount();
    int[] headCodes = effectiveCodes(frozen, column.id(), rows, piece);
    BitSet used = new BitSet();
    for (int i = 0; i < count; i++) {
      if (headCodes[i] >= 0) {
        used.set(headCodes[i]);
      }
    }
    GrowingDictionary dictionary = frozen.dictionary(column.id());
    if (dictionary == null || used.isEmpty()) {
      return; // no row of this piece has a string: the column is not there, which reads as null
    }
    int distinct = used.cardinality();
    if (distinct > ALWAYS_DICTIONARY && distinct > count / 2) {
      writeText(dictionary, column, headCodes, piece, writer);
      return;
    }
    SortedStrings strings = SortedStrings.of(dictionary, used);
    writer.beginStringColumn(
        column.id(), column.kind(), strings.bytes(), strings.ends(), strings.size());
    int from = 0;
    for (int blockRows : piece.blockRows()) {
      boolean hasNulls = markPresent(headCodes, from, blockRows);
      int last = 0;
      for (int i = 0; i < blockRows; i++) {
        int code = headCodes[from + i];
        last = code < 0 ? last : strings.newCodes()[code];
        codes[i] = last;
      }
      writer.codeBlock(codes, blockRows, hasNulls ? present : null);
      from += blockRows;
    }
    writer.endColumn();
  }

  private void writeText(
      GrowingDictionary dictionary,
      ColumnSchema column,
      int[] headCodes,
      RowOrder.Piece piece,
      SegmentWriter writer)
      throws IOException {
    writer.beginTextColumn(column.id(), column.kind());
    byte[] arena = dictionary.arena();
    int[] arenaEnds = dictionary.ends();
    byte[] block = new byte[64 * 1024];
    int[] ends = new int[ColumnVector.CAPACITY];
    int from = 0;
    for (int blockRows : piece.blockRows()) {
      boolean hasNulls = markPresent(headCodes, from, blockRows);
      int bytes = 0;
      for (int i = 0; i < blockRows; i++) {
        int code = headCodes[from + i];
        int start = code <= 0 ? 0 : arenaEnds[code - 1];
        int length = code < 0 ? 0 : arenaEnds[code] - start;
        if (bytes + length > block.length) {
          block = Arrays.copyOf(block, Math.max(block.length * 2, bytes + length));
        }
        System.arraycopy(arena, start, block, bytes, length);
        bytes += length;
        ends[i] = bytes;
      }
      writer.textBlock(block, ends, blockRows, hasNulls ? present : null);
      from += blockRows;
    }
    writer.endColumn();
  }

  /**
   * The head's codes of a tag, or of a string field where the row's series lacks it; −1 is null.
   */
  private static int[] effectiveCodes(
      FrozenRows frozen, int columnId, int[] rows, RowOrder.Piece piece) {
    int count = piece.rowCount();
    int[] effective = new int[count];
    int[] tagCodes = frozen.tagCodes(columnId);
    int[][] series = frozen.series();
    int[][] fieldCodes = frozen.codes(columnId);
    long @Nullable [] @Nullable [] masks = frozen.present(columnId);
    for (int i = 0; i < count; i++) {
      int row = rows[piece.from() + i];
      int code = -1;
      if (tagCodes != null) {
        int id = at(series, row);
        code = id < tagCodes.length ? tagCodes[id] : -1;
      }
      if (code < 0) {
        int chunk = row >>> FrozenRows.CHUNK_LOG2;
        int at = row & FrozenRows.CHUNK_MASK;
        if (at < fieldCodes[chunk].length && isPresent(masks, chunk, at)) {
          code = fieldCodes[chunk][at];
        }
      }
      effective[i] = code;
    }
    return effective;
  }

  private boolean markPresent(int[] headCodes, int from, int count) {
    Arrays.fill(present, 0);
    int ones = 0;
    for (int i = 0; i < count; i++) {
      if (headCodes[from + i] >= 0) {
        present[i >>> 6] |= 1L << i;
        ones++;
      }
    }
    return ones < count;
  }

  private boolean gatherPresence(
      long @Nullable [] @Nullable [] masks, int[] rows, int from, int count) {
    Arrays.fill(present, 0);
    int ones = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      if (isPresent(masks, row >>> FrozenRows.CHUNK_LOG2, row & FrozenRows.CHUNK_MASK)) {
        present[i >>> 6] |= 1L << i;
        ones++;
      }
    }
    return ones < count;
  }

  private static boolean isPresent(long @Nullable [] @Nullable [] masks, int chunk, int at) {
    if (masks == null) {
      return true;
    }
    long[] mask = masks[chunk];
    return mask == null || mask.length > 0 && (mask[at >>> 6] >>> at & 1) != 0;
  }

  private void gatherPresentLongs(long[][] values, int[] rows, int from, int count) {
    long last = 0;
    for (int i = 0; i < count; i++) {
      if ((present[i >>> 6] >>> i & 1) != 0) {
        last = at(values, rows[from + i]);
      }
      longs[i] = last;
    }
  }

  private void gatherPresentDoubles(double[][] values, int[] rows, int from, int count) {
    double last = 0;
    for (int i = 0; i < count; i++) {
      if ((present[i >>> 6] >>> i & 1) != 0) {
        int row = rows[from + i];
        last = values[row >>> FrozenRows.CHUNK_LOG2][row & FrozenRows.CHUNK_MASK];
      }
      doubles[i] = last;
    }
  }

  private static void gather(long[][] values, int[] rows, int from, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      into[i] = values[row >>> FrozenRows.CHUNK_LOG2][row & FrozenRows.CHUNK_MASK];
    }
  }

  private static void gather(double[][] values, int[] rows, int from, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      into[i] = values[row >>> FrozenRows.CHUNK_LOG2][row & FrozenRows.CHUNK_MASK];
    }
  }

  private static int at(int[][] values, int row) {
    return values[row >>> FrozenRows.CHUNK_LOG2][row & FrozenRows.CHUNK_MASK];
  }

  private static long at(long[][] values, int row) {
    return values[row >>> FrozenRows.CHUNK_LOG2][row & FrozenRows.CHUNK_MASK];
  }
}
