package io.pitwall.storage.segment;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.format.UnknownFormatException;
import io.pitwall.storage.limit.FormatLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a segment to read anything else of it. Immutable.
 *
 * @param blockRows rows of each block
 * @param clusteringKey the columns that the rows are sorted by, before time
 * @param seriesCount entries of the series directory
 * @param columns by ascending id
 */
record SegmentFooter(
    long rows,
    int[] blockRows,
    long minTime,
    long maxTime,
    long firstLsn,
    long lastLsn,
    List<Integer> clusteringKey,
    int seriesCount,
    Section series,
    List<ColumnEntry> columns) {

  void write(ArrayCodec codec, ByteSink sink) {
    sink.putVarInt(0);
    sink.putVarLong(rows);
    sink.putVarInt(blockRows.length);
    codec.putInts(blockRows, blockRows.length, sink);
    sink.putLong(minTime);
    sink.putLong(maxTime);
    sink.putLong(firstLsn);
    sink.putLong(lastLsn);
    sink.putVarInt(clusteringKey.size());
    for (int columnId : clusteringKey) {
      sink.putVarInt(columnId);
    }
    sink.putVarInt(seriesCount);
    series.write(sink);
    sink.putVarInt(columns.size());
    for (ColumnEntry column : columns) {
      writeColumn(column, codec, sink);
    }
  }

  private void writeColumn(ColumnEntry column, ArrayCodec codec, ByteSink sink) {
    sink.putVarInt(column.id());
    sink.putByte(column.type().code());
    sink.putByte(column.kind().code());
    sink.putByte(column.storage());
    sink.putVarLong(column.dataOffset());
    sink.putVarLong(column.dataLength());
    column.index().write(sink);
    Section dictionary = column.dictionary();
    if (dictionary != null) {
      sink.putVarInt(column.dictionarySize());
      dictionary.write(sink);
    }
    column.totals().write(new int[] {Math.toIntExact(rows)}, codec, sink);
  }

  /**
   * @param end where the footer starts
   */
  static SegmentFooter read(String path, ByteSource source, ArrayCodec codec, long end)
      throws UnknownFormatException {
    int features = source.readVarInt();
    if (features != 0) {
      throw new UnknownFormatException(path, "segment features " + Integer.toHexString(features));
    }
    long rows = source.readVarLong();
    int[] blockRows = readBlockRows(rows, source, codec);
    long minTime = source.readLong();
    long maxTime = source.readLong();
    long firstLsn = source.readLong();
    long lastLsn = source.readLong();
    int keySize = count(source);
    List<Integer> clusteringKey = new ArrayList<>(keySize);
    for (int i = 0; i < keySize; i++) {
      clusteringKey.add(source.readVarInt());
    }
    int seriesCount = source.readVarInt();
    if (seriesCount < 0 || seriesCount > rows) {
      throw new CorruptDataException(seriesCount + " series for " + rows + " rows");
    }
    Section series = Section.read(source, end);
    int columnCount = count(source);
    List<ColumnEntry> columns = new ArrayList<>(columnCount);
    int lastId = -1;
    for (int i = 0; i < columnCount; i++) {
      ColumnEntry column = readColumn(path, source, (int) rows, codec, end);
      if (column.id() <= lastId) {
        throw new CorruptDataException("the columns are not in order of their ids");
      }
      lastId = column.id();
      columns.add(column);
    }
    ArrayCodec.expectEnd(source);
    return new SegmentFooter(
        rows,
        blockRows,
        minTime,
        maxTime,
        firstLsn,
        lastLsn,
        List.copyOf(clusteringKey),
        seriesCount,
        series,
        List.copyOf(columns));
  }

  private static int[] readBlockRows(long rows, ByteSource source, ArrayCodec codec) {
    int blocks = source.readVarInt();
    if (rows < 1 || rows > Integer.MAX_VALUE || blocks < 1 || blocks > rows) {
      throw new CorruptDataException(rows + " rows in " + blocks + " blocks");
    }
    int[] blockRows = codec.getInts(blocks, 1, FormatLimits.BLOCK_ROWS, source);
    long sum = 0;
    for (int of : blockRows) {
      sum += of;
    }
    if (sum != rows) {
      throw new CorruptDataException("the blocks have %d rows, not %d".formatted(sum, rows));
    }
    return blockRows;
  }

  private static ColumnEntry readColumn(
      String path, ByteSource source, int rows, ArrayCodec codec, long end)
      throws UnknownFormatException {
    int id = source.readVarInt();
    ColumnType type = type(path, id, source.readByte());
    ColumnKind kind = kind(path, id, source.readByte());
    int storage = source.readByte();
    if (storage > SegmentFormat.STORAGE_TEXT) {
      throw new UnknownFormatException(path, "storage " + storage + " of column " + id);
    }
    if ((type == ColumnType.STRING) != (storage != SegmentFormat.STORAGE_NUMBERS)) {
      throw new CorruptDataException("column %d: %s as storage %d".formatted(id, type, storage));
    }
    long dataOffset = source.readVarLong();
    long dataLength = source.readVarLong();
    if (dataOffset < SegmentFormat.HEADER_BYTES
        || dataLength < 0
        || dataOffset > end
        || dataLength > end - dataOffset) {
      throw new CorruptDataException("the blocks of column " + id + " lie outside the file");
    }
    Section index = Section.read(source, end);
    int dictionarySize = 0;
    @Nullable Section dictionary = null;
    if (storage == SegmentFormat.STORAGE_CODES) {
      dictionarySize = source.readVarInt();
      dictionary = Section.read(source, end);
      // The strings differ, so at most one is empty and each other has a byte.
      if (dictionarySize < 0 || dictionarySize - 1 > dictionary.length()) {
        throw new CorruptDataException(dictionarySize + " strings in a dictionary too small");
      }
    }
    BlockStatistics totals =
        BlockStatistics.read(type, new int[] {rows}, dictionarySize, codec, source);
    return new ColumnEntry(
        id, type, kind, storage, dataOffset, dataLength, index, dictionarySize, dictionary, totals);
  }

  private static ColumnType type(String path, int columnId, int code)
      throws UnknownFormatException {
    try {
      return ColumnType.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw new UnknownFormatException(path, "type " + code + " of column " + columnId);
    }
  }

  private static ColumnKind kind(String path, int columnId, int code)
      throws UnknownFormatException {
    try {
      return ColumnKind.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw new UnknownFormatException(path, "kind " + code + " of column " + columnId);
    }
  }

  /** A number of things that take at least one byte each. */
  private static int count(ByteSource source) {
    int count = source.readVarInt();
    if (count < 0 || count > source.remaining()) {
      throw new CorruptDataException("a count of " + count + " is more than there are bytes");
    }
    return count;
  }
}
