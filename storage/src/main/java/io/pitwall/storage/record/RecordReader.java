package io.pitwall.storage.record;

import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.catalog.CatalogChangeCodec;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.Presence;
import io.pitwall.storage.encoding.BlockDecoder;
import io.pitwall.storage.encoding.TextBlock;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.format.UnknownFormatException;
import io.pitwall.storage.limit.FormatLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record's payload back into {@link RowRun}s. Everything is checked, since a record with a
 * right checksum may still come from a faulty writer. Holds scratch memory; owned by one thread.
 */
public final class RecordReader {
  private final BlockDecoder decoder = new BlockDecoder();
  private final TextBlock text = new TextBlock();

  /**
   * Reads one record: gives its definitions, then its rows, or nothing of it if it is damaged.
   *
   * @param definitions gets each definition, before the rows
   * @param wanted says by table id whether the rows are needed
   * @param runs gets the rows of each wanted table
   * @throws CorruptDataException if the payload is not a record of this version
   * @throws UnknownFormatException if a definition is of an unknown kind
   */
  public void read(
      byte[] payload,
      int offset,
      int length,
      Consumer<CatalogChange> definitions,
      IntPredicate wanted,
      Consumer<RowRun> runs)
      throws UnknownFormatException {
    ByteSource source = new ByteSource(payload, offset, length);
    int version = source.readByte();
    if (version != RecordWriter.VERSION) {
      throw new CorruptDataException("a log record of unknown version " + version);
    }
    byte[] definitionBytes =
        source.readBytes(bounded(source.readVarInt(), source.remaining(), "bytes of definitions"));
    List<CatalogChange> defined =
        definitionBytes.length == 0
            ? List.of()
            : CatalogChangeCodec.read("a log record", definitionBytes);
    int tableCount = bounded(source.readVarInt(), source.remaining(), "tables");
    List<TableHeader> tables = new ArrayList<>(tableCount);
    for (int i = 0; i < tableCount; i++) {
      tables.add(readHeader(source));
    }
    long sectionsBytes = 0;
    for (TableHeader table : tables) {
      sectionsBytes += table.sectionsBytes();
    }
    if (sectionsBytes != source.remaining()) {
      throw new CorruptDataException("a log record's sections don't add up to its length");
    }
    int at = offset + source.position();
    List<RowRun> decoded = new ArrayList<>(tables.size());
    for (TableHeader table : tables) {
      if (wanted.test(table.tableId)) {
        decoded.add(readRun(table, payload, at));
      }
      at += (int) table.sectionsBytes();
    }
    // Only now, so that a damaged record is not half applied.
    defined.forEach(definitions);
    decoded.forEach(runs);
  }

  private record ColumnHeader(
      int columnId,
      ColumnType type,
      boolean hasNulls,
      int strings,
      int stringsBytes,
      int valuesBytes) {}

  private record TableHeader(
      int tableId,
      int rows,
      int[] seriesIds,
      int timesBytes,
      int seriesBytes,
      List<ColumnHeader> columns) {
    long sectionsBytes() {
      long bytes = (long) timesBytes + seriesBytes;
      for (ColumnHeader column : columns) {
        bytes += (long) column.stringsBytes + column.valuesBytes;
      }
      return bytes;
    }
  }

  private static TableHeader readHeader(ByteSource source) {
    int tableId = source.readVarInt();
    int rows = bounded(source.readVarInt(), FormatLimits.RECORD_TABLE_ROWS, "rows");
    if (rows == 0) {
      throw new CorruptDataException("a log record has a table without rows");
    }
    int[] seriesIds = new int[bounded(source.readVarInt(), source.remaining(), "series")];
    for (int i = 0; i < seriesIds.length; i++) {
      seriesIds[i] = source.readVarInt();
    }
    int timesBytes = sectionOf(rows, source, "times");
    int seriesBytes = sectionOf(rows, source, "series");
    int columnCount = bounded(source.readVarInt(), source.remaining(), "columns");
    List<ColumnHeader> columns = new ArrayList<>(columnCount);
    for (int i = 0; i < columnCount; i++) {
      int columnId = source.readVarInt();
      ColumnType type = typeOf(source.readByte());
      boolean hasNulls = (source.readByte() & RecordWriter.FLAG_HAS_NULLS) != 0;
      int strings = 0;
      int stringsBytes = 0;
      if (type == ColumnType.STRING) {
        strings = bounded(source.readVarInt(), FormatLimits.RECORD_TABLE_ROWS, "strings");
        stringsBytes = sectionOf(strings, source, "strings");
      }
      int valuesBytes = sectionOf(rows, source, "values");
      columns.add(new ColumnHeader(columnId, type, hasNulls, strings, stringsBytes, valuesBytes));
    }
    return new TableHeader(tableId, rows, seriesIds, timesBytes, seriesBytes, columns);
  }

  /**
   * The length in bytes of a section of {@code values} values. Checked before anything is allocated
   * for them: each block takes its length and at least one byte.
   */
  private static int sectionOf(int values, ByteSource source, String what) {
    int bytes = bounded(source.readVarInt(), source.remaining(), "bytes of " + what);
    int blocks = (values + FormatLimits.BLOCK_ROWS - 1) / FormatLimits.BLOCK_ROWS;
    if (bytes < 2L * blocks) {
      throw new CorruptDataException(
          "a log record claims " + values + " " + what + " in " + bytes + " bytes");
    }
    return bytes;
  }

  private static ColumnType typeOf(int code) {
    try {
      return ColumnType.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw new CorruptDataException("a log record: " + e.getMessage());
    }
  }

  private static int bounded(int value, int limit, String what) {
    if (value < 0 || value > limit) {
      throw new CorruptDataException("a log record claims " + value + " " + what);
    }
    return value;
  }

  private RowRun readRun(TableHeader table, byte[] payload, int start) {
    int rows = table.rows;
    int at = start;
    long[] times = new long[rows];
    Blocks timeBlocks = new Blocks(payload, at, table.timesBytes);
    for (int from = 0; from < rows; from += FormatLimits.BLOCK_ROWS) {
      int count = Math.min(FormatLimits.BLOCK_ROWS, rows - from);
      timeBlocks.next();
      decoder.decodeLongs(payload, timeBlocks.offset, timeBlocks.length, count, times, from);
    }
    at += table.timesBytes;
    int[] rowSeries = new int[rows];
    readCodes(payload, at, table.seriesBytes, rows, rowSeries, null);
    checkCodes(rowSeries, table.seriesIds.length, "series");
    at += table.seriesBytes;
    List<RunColumn> columns = new ArrayList<>(table.columns.size());
    for (ColumnHeader column : table.columns) {
      columns.add(readColumn(column, payload, at, rows));
      at += column.stringsBytes + column.valuesBytes;
    }
    return new RowRun(table.tableId, rows, times, rowSeries, table.seriesIds, columns);
  }

  private RunColumn readColumn(ColumnHeader column, byte[] payload, int start, int rows) {
    long[] longs = new long[0];
    double[] doubles = new double[0];
    int[] codes = new int[0];
    StringArena strings = StringArena.EMPTY;
    long @Nullable [] present = column.hasNulls ? new long[Presence.words(rows)] : null;
    int values = start + column.stringsBytes;
    switch (column.type) {
      case TIMESTAMP, LONG, BOOLEAN -> {
        longs = new long[rows];
        Blocks blocks = new Blocks(payload, values, column.valuesBytes);
        for (int from = 0; from < rows; from += FormatLimits.BLOCK_ROWS) {
          int count = Math.min(FormatLimits.BLOCK_ROWS, rows - from);
          readPresence(blocks, payload, from, count, present);
          blocks.next();
          decoder.decodeLongs(payload, blocks.offset, blocks.length, count, longs, from);
        }
      }
      case DOUBLE -> {
        doubles = new double[rows];
        Blocks blocks = new Blocks(payload, values, column.valuesBytes);
        for (int from = 0; from < rows; from += FormatLimits.BLOCK_ROWS) {
          int count = Math.min(FormatLimits.BLOCK_ROWS, rows - from);
          readPresence(blocks, payload, from, count, present);
          blocks.next();
          decoder.decodeDoubles(payload, blocks.offset, blocks.length, count, doubles, from);
        }
      }
      case STRING -> {
        strings = readStrings(column, payload, start);
        codes = new int[rows];
        readCodes(payload, values, column.valuesBytes, rows, codes, present);
        checkCodes(codes, column.strings, "strings");
      }
    }
    return new RunColumn(column.columnId, column.type, longs, doubles, codes, strings, present);
  }

  private void readCodes(
      byte[] payload, int start, int bytes, int rows, int[] into, long @Nullable [] present) {
    Blocks blocks = new Blocks(payload, start, bytes);
    for (int from = 0; from < rows; from += FormatLimits.BLOCK_ROWS) {
      int count = Math.min(FormatLimits.BLOCK_ROWS, rows - from);
      readPresence(blocks, payload, from, count, present);
      blocks.next();
      decoder.decodeCodes(payload, blocks.offset, blocks.length, count, into, from);
    }
  }

  private void readPresence(
      Blocks blocks, byte[] payload, int from, int count, long @Nullable [] present) {
    if (present != null) {
      blocks.next();
      decoder.decodePresence(payload, blocks.offset, blocks.length, count, present, from);
    }
  }

  private static void checkCodes(int[] codes, int size, String what) {
    for (int code : codes) {
      if (code < 0 || code >= size) {
        throw new CorruptDataException(
            "a log record has the code " + code + " and only " + size + " " + what);
      }
    }
  }

  private StringArena readStrings(ColumnHeader column, byte[] payload, int start) {
    byte[] arena = new byte[Math.max(64, column.stringsBytes * 2)];
    int[] ends = new int[column.strings];
    int arenaBytes = 0;
    Blocks blocks = new Blocks(payload, start, column.stringsBytes);
    for (int from = 0; from < column.strings; from += FormatLimits.BLOCK_ROWS) {
      int count = Math.min(FormatLimits.BLOCK_ROWS, column.strings - from);
      blocks.next();
      decoder.decodeText(payload, blocks.offset, blocks.length, count, text);
      int bytes = text.ends[count - 1];
      if (arenaBytes + bytes > arena.length) {
        arena = Arrays.copyOf(arena, Math.max(arenaBytes + bytes, arena.length * 2));
      }
      System.arraycopy(text.utf8, 0, arena, arenaBytes, bytes);
      for (int i = 0; i < count; i++) {
        ends[from + i] = arenaBytes + text.ends[i];
      }
      arenaBytes += bytes;
    }
    return new StringArena(arena, ends, column.strings);
  }

  /** Walks length-prefixed blocks within one section. */
  private static final class Blocks {
    private final ByteSource source;
    private final int start;
    int offset;
    int length;

    Blocks(byte[] payload, int start, int bytes) {
      source = new ByteSource(payload, start, bytes);
      this.start = start;
    }

    void next() {
      length = bounded(source.readVarInt(), source.remaining(), "bytes in a block");
      offset = start + source.position();
      source.skip(length);
    }
  }
}
