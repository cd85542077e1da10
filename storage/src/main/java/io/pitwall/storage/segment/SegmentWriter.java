package io.pitwall.storage.segment;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.encoding.BlockEncoder;
import io.pitwall.storage.encoding.Effort;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.limit.FormatLimits;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import io.pitwall.storage.schema.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one segment file column by column, in one pass. Columns come in any order; each is begun,
 * gets one block call for each block in order, and is ended. Nothing counts until {@link #finish}
 * has forced the file; then the caller syncs the directory and edits the manifest.
 *
 * <p>Owned by one thread. An error while writing is kept and thrown by {@link #finish}.
 */
public final class SegmentWriter implements AutoCloseable {
  private static final int FLUSH_BYTES = 256 * 1024;

  private final StoredFile file;
  private final long fileId;
  private final int tableId;
  private final int[] blockRows;
  private final int rows;
  private final ByteSink out = new ByteSink(1024);
  private final ArrayCodec codec = new ArrayCodec();
  private final ColumnBlocks blocks = new ColumnBlocks(new BlockEncoder(Effort.THOROUGH));
  private final List<SeriesRows> series = new ArrayList<>();
  private final List<ColumnEntry> columns = new ArrayList<>();
  private List<Integer> clusteringKey = List.of();
  private long flushed;
  private @Nullable IOException failure;
  private @Nullable OpenColumn column;
  private boolean finished;

  /** A column between its begin and its end. */
  private static final class OpenColumn {
    final int id;
    final ColumnType type;
    final ColumnKind kind;
    final int storage;
    final int dictionarySize;
    final @Nullable Section dictionary;
    final long dataOffset;
    final int[] lengths;
    final int[] crcs;
    final BlockStatistics statistics;
    int block;

    OpenColumn(
        int id,
        ColumnType type,
        ColumnKind kind,
        int storage,
        int dictionarySize,
        @Nullable Section dictionary,
        long dataOffset,
        int blocks) {
      this.id = id;
      this.type = type;
      this.kind = kind;
      this.storage = storage;
      this.dictionarySize = dictionarySize;
      this.dictionary = dictionary;
      this.dataOffset = dataOffset;
      lengths = new int[blocks];
      crcs = new int[blocks];
      statistics = BlockStatistics.empty(type, blocks);
    }
  }

  private SegmentWriter(StoredFile file, long fileId, int tableId, int[] blockRows, int rows) {
    this.file = file;
    this.fileId = fileId;
    this.tableId = tableId;
    this.blockRows = blockRows;
    this.rows = rows;
    out.putBytes(SegmentFormat.header(fileId, tableId), 0, SegmentFormat.HEADER_BYTES);
  }

  /**
   * Creates the file.
   *
   * @param blockRows rows of each block, 1 to 1,024; at least one block
   * @throws IOException if the file exists or can't be made
   */
  public static SegmentWriter create(
      FileSystem fs, String path, long fileId, int tableId, int[] blockRows) throws IOException {
    long rows = 0;
    for (int of : blockRows) {
      if (of < 1 || of > FormatLimits.BLOCK_ROWS) {
        throw new IllegalArgumentException("a block of " + of + " rows");
      }
      rows += of;
    }
    if (rows == 0 || rows > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a segment of " + rows + " rows");
    }
    return new SegmentWriter(fs.create(path), fileId, tableId, blockRows.clone(), (int) rows);
  }

  /**
   * Adds an entry to the series directory, in the order of the rows.
   *
   * @param minTime the least time of these rows, nanoseconds since the epoch
   * @param maxTime the greatest
   */
  public void addSeries(int seriesId, long firstRow, long rowCount, long minTime, long maxTime) {
    if (firstRow < 0 || rowCount < 1 || rowCount > rows - firstRow) {
      throw new IllegalArgumentException(
          "rows %d to %d of %d".formatted(firstRow, firstRow + rowCount, rows));
    }
    series.add(new SeriesRows(seriesId, firstRow, rowCount, minTime, maxTime));
  }

  /** Records the columns that the rows are sorted by, before time. */
  public void clusteringKey(List<Integer> columnIds) {
    clusteringKey = List.copyOf(columnIds);
  }

  /** Begins a column of any type but STRING. */
  public void beginColumn(int columnId, ColumnType type, ColumnKind kind) {
    if (type == ColumnType.STRING) {
      throw new IllegalArgumentException("column " + columnId + " of strings");
    }
    begin(columnId, type, kind, SegmentFormat.STORAGE_NUMBERS, 0, null);
  }

  /**
   * Begins a column of strings with a dictionary.
   *
   * @param arena UTF-8; string i is [end of i − 1, end of i)
   * @param size of the dictionary; its strings ascend strictly by unsigned bytes
   */
  public void beginStringColumn(int columnId, ColumnKind kind, byte[] arena, int[] ends, int size) {
    checkAscending(columnId, arena, ends, size);
    ByteSink payload = new ByteSink(1024);
    SegmentDictionary.write(arena, ends, size, codec, payload);
    Section dictionary = writeSection(columnId, SegmentFormat.DICTIONARY, payload);
    begin(columnId, ColumnType.STRING, kind, SegmentFormat.STORAGE_CODES, size, dictionary);
  }

  private static void checkAscending(int columnId, byte[] arena, int[] ends, int size) {
    for (int i = 1; i < size; i++) {
      int previous = i == 1 ? 0 : ends[i - 2];
      if (Arrays.compareUnsigned(arena, previous, ends[i - 1], arena, ends[i - 1], ends[i]) >= 0) {
        throw new IllegalArgumentException(
            "string %d of the dictionary of column %d is not above the one before it"
                .formatted(i, columnId));
      }
    }
  }

  /** Begins a column of strings that has too many distinct ones for a dictionary. */
  public void beginTextColumn(int columnId, ColumnKind kind) {
    begin(columnId, ColumnType.STRING, kind, SegmentFormat.STORAGE_TEXT, 0, null);
  }

  private void begin(
      int columnId,
      ColumnType type,
      ColumnKind kind,
      int storage,
      int dictionarySize,
      @Nullable Section dictionary) {
    if (column != null) {
      throw new IllegalStateException("column " + column.id + " is not ended");
    }
    if (columnId < 0 || columns.stream().anyMatch(other -> other.id() == columnId)) {
      throw new IllegalArgumentException("column " + columnId + " again");
    }
    if ((columnId == TableSchema.TIME_ID) != (type == ColumnType.TIMESTAMP)) {
      throw new IllegalArgumentException("column " + columnId + " as " + type);
    }
    column =
        new OpenColumn(
            columnId,
            type,
            kind,
            storage,
            dictionarySize,
            dictionary,
            position(),
            blockRows.length);
    blocks.begin(type, dictionarySize);
  }

  /**
   * The next block of a TIMESTAMP, LONG or BOOLEAN column.
   *
   * @param present bit i of word i / 64 is 1 where row i has a value; null where all have
   */
  public void longBlock(long[] values, int count, long @Nullable [] present) {
    OpenColumn open = nextBlock(count);
    if (!(open.statistics instanceof LongBlockStatistics statistics)) {
      throw new IllegalStateException("longs for column " + open.id + " of " + open.type);
    }
    int start = out.size();
    blocks.longs(values, count, present, open.block, statistics, out);
    endBlock(open, start);
  }

  /** The next block of a DOUBLE column; {@code present} as in {@link #longBlock}. */
  public void doubleBlock(double[] values, int count, long @Nullable [] present) {
    OpenColumn open = nextBlock(count);
    if (!(open.statistics instanceof DoubleBlockStatistics statistics)) {
      throw new IllegalStateException("doubles for column " + open.id + " of " + open.type);
    }
    int start = out.size();
    blocks.doubles(values, count, present, open.block, statistics, out);
    endBlock(open, start);
  }

  /** The next block of a column with a dictionary; {@code present} as in {@link #longBlock}. */
  public void codeBlock(int[] codes, int count, long @Nullable [] present) {
    OpenColumn open = nextBlock(count);
    if (open.storage != SegmentFormat.STORAGE_CODES
        || !(open.statistics instanceof CodeBlockStatistics statistics)) {
      throw new IllegalStateException("codes for column " + open.id + " of " + open.type);
    }
    int start = out.size();
    blocks.codes(codes, count, present, open.block, statistics, out);
    endBlock(open, start);
  }

  /**
   * The next block of a text column; {@code present} as in {@link #longBlock}.
   *
   * @param utf8 all rows' strings back to back; string i is [end of i − 1, end of i), empty where
   *     the row is null
   */
  public void textBlock(byte[] utf8, int[] ends, int count, long @Nullable [] present) {
    OpenColumn open = nextBlock(count);
    if (open.storage != SegmentFormat.STORAGE_TEXT
        || !(open.statistics instanceof CodeBlockStatistics statistics)) {
      throw new IllegalStateException("text for column " + open.id + " of " + open.type);
    }
    int start = out.size();
    blocks.text(utf8, ends, count, present, open.block, statistics, out);
    endBlock(open, start);
  }

  private OpenColumn nextBlock(int count) {
    OpenColumn open = openColumn();
    if (open.block == blockRows.length || blockRows[open.block] != count) {
      throw new IllegalArgumentException(
          "block %d of column %d can't have %d rows".formatted(open.block, open.id, count));
    }
    return open;
  }

  private OpenColumn openColumn() {
    if (column == null) {
      throw new IllegalStateException("no column is begun");
    }
    return column;
  }

  private void endBlock(OpenColumn open, int start) {
    int length = out.size() - start;
    open.lengths[open.block] = length;
    open.crcs[open.block] =
        SegmentFormat.crc(fileId, tableId, open.id, open.block, out.array(), start, length);
    open.block++;
    if (out.size() >= FLUSH_BYTES) {
      flush();
    }
  }

  /** Ends the column; all its blocks must have come. */
  public void endColumn() {
    OpenColumn open = openColumn();
    if (open.block != blockRows.length) {
      throw new IllegalStateException(
          "column %d has %d of %d blocks".formatted(open.id, open.block, blockRows.length));
    }
    long dataLength = position() - open.dataOffset;
    ByteSink payload = new ByteSink(1024);
    ColumnIndex.write(open.lengths, open.crcs, open.statistics, blockRows, codec, payload);
    Section index = writeSection(open.id, SegmentFormat.INDEX, payload);
    columns.add(
        new ColumnEntry(
            open.id,
            open.type,
            open.kind,
            open.storage,
            open.dataOffset,
            dataLength,
            index,
            open.dictionarySize,
            open.dictionary,
            blocks.totals()));
    column = null;
  }

  /**
   * Writes the rest and forces the file.
   *
   * @param firstLsn the log position of the first record that the rows came from
   * @param lastLsn the log position of the last one
   * @throws IOException if writing failed, now or before; the file is worth nothing then
   */
  public SegmentInfo finish(long firstLsn, long lastLsn) throws IOException {
    if (column != null || finished) {
      throw new IllegalStateException("a column is not ended, or the file is finished");
    }
    columns.sort(Comparator.comparingInt(ColumnEntry::id));
    if (columns.isEmpty()
        || columns.get(0).id() != TableSchema.TIME_ID
        || !(columns.get(0).totals() instanceof LongBlockStatistics times)) {
      throw new IllegalStateException("the column time is missing");
    }
    if (times.nonNulls(0) != rows) {
      throw new IllegalStateException("the column time has nulls");
    }
    finished = true;
    SegmentFooter footer =
        new SegmentFooter(
            rows,
            blockRows,
            times.min(0),
            times.max(0),
            firstLsn,
            lastLsn,
            clusteringKey,
            series.size(),
            writeSeries(),
            columns);
    long sizeBytes = writeEnd(footer);
    flush();
    if (failure != null) {
      throw failure;
    }
    file.force();
    return new SegmentInfo(
        fileId, tableId, rows, footer.minTime(), footer.maxTime(), firstLsn, lastLsn, sizeBytes);
  }

  private Section writeSeries() {
    ByteSink payload = new ByteSink(1024);
    SeriesDirectory.write(series, codec, payload);
    return writeSection(SegmentFormat.NO_COLUMN, SegmentFormat.SERIES, payload);
  }

  private long writeEnd(SegmentFooter footer) {
    ByteSink payload = new ByteSink(1024);
    footer.write(codec, payload);
    int crc =
        SegmentFormat.crc(
            fileId,
            tableId,
            SegmentFormat.NO_COLUMN,
            SegmentFormat.FOOTER,
            payload.array(),
            0,
            payload.size());
    SegmentFormat.Trailer trailer = new SegmentFormat.Trailer(position(), payload.size(), crc);
    out.putBytes(payload.array(), 0, payload.size());
    long sizeBytes = position() + SegmentFormat.TRAILER_BYTES;
    out.putBytes(SegmentFormat.trailer(trailer, fileId, sizeBytes), 0, SegmentFormat.TRAILER_BYTES);
    return sizeBytes;
  }

  private Section writeSection(int columnId, int number, ByteSink payload) {
    byte[] stored = Section.stored(payload);
    int crc = SegmentFormat.crc(fileId, tableId, columnId, number, stored, 0, stored.length);
    Section section = new Section(position(), stored.length, payload.size(), crc);
    out.putBytes(stored, 0, stored.length);
    return section;
  }

  private long position() {
    return flushed + out.size();
  }

  private void flush() {
    if (failure == null) {
      try {
        file.write(flushed, out.array(), 0, out.size());
      } catch (IOException e) {
        failure = e;
      }
    }
    flushed += out.size();
    out.clear();
  }

  /** Closes the file; without {@link #finish} before, the caller deletes it. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
