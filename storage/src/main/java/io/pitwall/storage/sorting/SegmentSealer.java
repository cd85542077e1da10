package io.pitwall.storage.sorting;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.Presence;
import io.pitwall.storage.head.FrozenRows;
import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.segment.SegmentWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a frozen generation as segments, one for each partition it touches. Each column is brought
 * into the new order once, for all segments, and then written block by block. Owned by the sealing
 * thread.
 */
public final class SegmentSealer {
  /** Gives ids that were never given before. */
  @FunctionalInterface
  public interface FileIdSource {
    long next() throws IOException;
  }

  private final FileSystem files;
  private final SortMemory memory = new SortMemory();
  private long[] longs = new long[0];
  private double[] doubles = new double[0];
  private int[] codes = new int[0];
  private long[] present = new long[0];

  public SegmentSealer(FileSystem files) {
    this.files = files;
  }

  /**
   * Writes and forces the segments; the directory is synced too. They count only once the manifest
   * says so.
   *
   * @param fileIds gives the ids of the files
   * @throws IOException if a file can't be written; files written so far are left, unknown to the
   *     manifest
   */
  public List<SegmentInfo> seal(FrozenRows frozen, FileIdSource fileIds) throws IOException {
    HeadGeneration generation = frozen.generation();
    RowGroups groups = RowGroups.of(frozen, memory);
    RowOrder order =
        RowSorter.order(frozen, groups, memory, generation.table().partitionWidthNanos());
    ensureScratch(frozen.rows());
    List<PieceWriter> writers = new ArrayList<>(order.pieces().size());
    try {
      for (RowOrder.Piece piece : order.pieces()) {
        long fileId = fileIds.next();
        writers.add(
            new PieceWriter(
                SegmentWriter.create(
                    files,
                    SegmentInfo.pathOf(fileId),
                    fileId,
                    generation.table().tableId(),
                    piece.blockRows()),
                piece));
      }
      writeColumns(frozen, groups, order, writers);
      List<SegmentInfo> segments = new ArrayList<>(writers.size());
      for (PieceWriter writer : writers) {
        segments.add(writer.finish(generation.firstLsn(), generation.lastLsn()));
      }
      files.syncDirectory(SegmentInfo.DIRECTORY);
      return segments;
    } finally {
      for (PieceWriter writer : writers) {
        writer.close();
      }
    }
  }

  private void ensureScratch(int rows) {
    if (longs.length < rows) {
      longs = new long[rows];
      doubles = new double[rows];
      codes = new int[rows];
      present = new long[Presence.words(rows)];
    }
  }

  private void writeColumns(
      FrozenRows frozen, RowGroups groups, RowOrder order, List<PieceWriter> writers)
      throws IOException {
    Scatter.ints(frozen.series(), order, codes);
    for (PieceWriter writer : writers) {
      writer.addSeries(codes, order.times());
      writer.clusteringKey(groups.keyColumns());
    }
    for (ColumnSchema column : frozen.generation().table().schema().columns()) {
      writeColumn(frozen, column, order, writers);
    }
  }

  private void writeColumn(
      FrozenRows frozen, ColumnSchema column, RowOrder order, List<PieceWriter> writers)
      throws IOException {
    int id = column.id();
    if (id == TableSchema.TIME_ID) {
      for (PieceWriter writer : writers) {
        writer.writeLongs(id, ColumnType.TIMESTAMP, ColumnKind.TIME, order.times(), null);
      }
      return;
    }
    ColumnType type = frozen.fieldType(id);
    if (frozen.tagCodes(id) != null || type == ColumnType.STRING) {
      writeStrings(frozen, column, order, writers);
    } else if (type == ColumnType.DOUBLE) {
      long[] mask = scatterPresence(frozen, id, order);
      Scatter.doubles(frozen.doubles(id), order, doubles);
      for (PieceWriter writer : writers) {
        writer.writeDoubles(id, column.kind(), doubles, mask);
      }
    } else if (type != null) {
      long[] mask = scatterPresence(frozen, id, order);
      Scatter.longs(frozen.longs(id), order, longs);
      for (PieceWriter writer : writers) {
        writer.writeLongs(id, type, column.kind(), longs, mask);
      }
    }
  }

  private void writeStrings(
      FrozenRows frozen, ColumnSchema column, RowOrder order, List<PieceWriter> writers)
      throws IOException {
    int id = column.id();
    Scatter.codes(
        frozen.series(), frozen.tagCodes(id), frozen.codes(id), frozen.present(id), order, codes);
    var dictionary = frozen.dictionary(id);
    if (dictionary != null) {
      for (PieceWriter writer : writers) {
        writer.writeStrings(id, column.kind(), codes, dictionary);
      }
    }
  }

  private long @Nullable [] scatterPresence(FrozenRows frozen, int columnId, RowOrder order) {
    long[] @Nullable [] masks = frozen.present(columnId);
    if (masks == null) {
      return null;
    }
    Scatter.presence(masks, order, present);
    return present;
  }
}
