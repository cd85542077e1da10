package io.pitwall.storage.segment;

import io.pitwall.storage.cache.BlockCache;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.column.Presence;
import io.pitwall.storage.encoding.BlockDecoder;
import io.pitwall.storage.encoding.TextBlock;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.limit.FormatLimits;
import io.pitwall.storage.read.BlockReader;
import io.pitwall.storage.runtime.StoredFile;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes blocks of a segment into vectors. A block that is not in the cache is read alone at
 * first; while a column is read block after block, more and more following blocks are read with it.
 * Owned by one thread.
 */
final class SegmentReader implements BlockReader {
  private static final int FIRST_READ_AHEAD_BYTES = 32 * 1024;
  private static final int MAX_READ_AHEAD_BYTES = 256 * 1024;

  private final SegmentFile segment;
  private final StoredFile file;
  private final BlockCache cache;
  private final BlockDecoder decoder = new BlockDecoder();
  private final TextBlock text = new TextBlock();
  private final Map<Integer, Scan> scans = new HashMap<>();
  private byte[] buffer = new byte[0];
  private long[] widening = new long[0];
  private @Nullable Scan lastScan;

  /** How far a column has been read. */
  private static final class Scan {
    final ColumnEntry column;
    final ColumnIndex index;
    final @Nullable Dictionary dictionary;
    int lastBlock = -1;
    int readAheadBytes;

    Scan(ColumnEntry column, ColumnIndex index, @Nullable Dictionary dictionary) {
      this.column = column;
      this.index = index;
      this.dictionary = dictionary;
    }
  }

  SegmentReader(SegmentFile segment, StoredFile file, BlockCache cache) {
    this.segment = segment;
    this.file = file;
    this.cache = cache;
  }

  @Override
  public void read(ColumnSchema column, int block, ColumnVector into) throws IOException {
    int rows = segment.blockRows(block);
    into.reset(column.type(), rows);
    ColumnEntry entry = segment.find(column);
    if (entry == null) {
      into.setAllNull();
      return;
    }
    Scan scan = scan(entry, column);
    if (scan.dictionary != null) {
      into.setDictionary(scan.dictionary);
    }
    int nonNulls = scan.index.statistics().nonNulls(block);
    if (nonNulls == 0) {
      into.setAllNull();
      return;
    }
    byte[] bytes = load(scan, block);
    try {
      decode(scan, bytes, nonNulls, into);
    } catch (CorruptDataException e) {
      throw SegmentFile.malformed(
          file,
          scan.index.offsets()[block],
          Section.describe(entry.id(), block) + " of table " + segment.info().tableId(),
          e);
    }
  }

  private Scan scan(ColumnEntry entry, ColumnSchema column) throws IOException {
    Scan scan = lastScan;
    if (scan == null || scan.column.id() != entry.id()) {
      scan = scans.get(entry.id());
      if (scan == null) {
        scan = new Scan(entry, segment.index(entry), segment.dictionary(column));
        scans.put(entry.id(), scan);
      }
      lastScan = scan;
    }
    return scan;
  }

  private byte[] load(Scan scan, int block) throws IOException {
    long fileId = segment.info().fileId();
    boolean goesOn = block == scan.lastBlock + 1;
    scan.lastBlock = block;
    Object cached = cache.get(fileId, scan.column.id(), block);
    if (cached != null) {
      return (byte[]) cached;
    }
    scan.readAheadBytes =
        goesOn
            ? Math.clamp(scan.readAheadBytes * 2L, FIRST_READ_AHEAD_BYTES, MAX_READ_AHEAD_BYTES)
            : 0;
    return loadFrom(scan, block, scan.readAheadBytes);
  }

  private byte[] loadFrom(Scan scan, int block, int readAheadBytes) throws IOException {
    ColumnIndex index = scan.index;
    long start = index.offsets()[block];
    int end = block + 1;
    while (end < segment.blockCount() && index.offsets()[end + 1] - start <= readAheadBytes) {
      end++;
    }
    int length = (int) (index.offsets()[end] - start);
    if (buffer.length < length) {
      buffer = new byte[Math.max(length, FIRST_READ_AHEAD_BYTES)];
    }
    SegmentFile.readFully(file, start, buffer, length);
    if (!isWhole(scan, block, 0)) {
      throw new DamagedFileException(
          file.path(),
          start,
          "the checksum of block %d of column %d of table %d is wrong"
              .formatted(block, scan.column.id(), segment.info().tableId()));
    }
    byte[] wanted = keep(scan, block, 0);
    for (int ahead = block + 1; ahead < end; ahead++) {
      int at = (int) (index.offsets()[ahead] - start);
      if (!isWhole(scan, ahead, at)) {
        break; // a reader of that block gets the error
      }
      keep(scan, ahead, at);
    }
    return wanted;
  }

  private boolean isWhole(Scan scan, int block, int at) {
    SegmentInfo info = segment.info();
    int crc =
        SegmentFormat.crc(
            info.fileId(),
            info.tableId(),
            scan.column.id(),
            block,
            buffer,
            at,
            scan.index.length(block));
    return crc == scan.index.crcs()[block];
  }

  /** Puts a block in the buffer into the cache. */
  private byte[] keep(Scan scan, int block, int at) {
    byte[] bytes = Arrays.copyOfRange(buffer, at, at + scan.index.length(block));
    cache.put(segment.info().fileId(), scan.column.id(), block, bytes, bytes.length);
    return bytes;
  }

  private void decode(Scan scan, byte[] bytes, int nonNulls, ColumnVector into) {
    int rows = into.rows();
    int at = 0;
    if (nonNulls < rows) {
      ByteSource source = new ByteSource(bytes, 0, bytes.length);
      int length = length(source);
      at = source.position();
      decoder.decodePresence(bytes, at, length, rows, into.present(), 0);
      if (Presence.count(into.present(), rows) != nonNulls) {
        throw new CorruptDataException("the presence mask is not of " + nonNulls + " rows");
      }
      into.setHasNulls(true);
      at += length;
    }
    switch (scan.column.storage()) {
      case SegmentFormat.STORAGE_NUMBERS -> {
        if (into.type() == ColumnType.DOUBLE) {
          decodeDoubles(scan.column.type(), bytes, at, into);
        } else {
          decodeLongs(bytes, at, into);
        }
      }
      case SegmentFormat.STORAGE_CODES -> decodeCodes(bytes, at, bytes.length - at, into);
      default -> decodeText(bytes, at, into);
    }
  }

  private void decodeLongs(byte[] bytes, int at, ColumnVector into) {
    if (isConstant(bytes, at, into)) {
      into.longs()[0] = BlockDecoder.constantLong(bytes, at, bytes.length - at);
      into.setConstant(true);
    } else {
      decoder.decodeLongs(bytes, at, bytes.length - at, into.rows(), into.longs(), 0);
    }
  }

  private void decodeDoubles(ColumnType stored, byte[] bytes, int at, ColumnVector into) {
    boolean widened = stored == ColumnType.LONG;
    int length = bytes.length - at;
    if (isConstant(bytes, at, into)) {
      into.doubles()[0] =
          widened
              ? (double) BlockDecoder.constantLong(bytes, at, bytes.length - at)
              : BlockDecoder.constantDouble(bytes, at, bytes.length - at);
      into.setConstant(true);
    } else if (widened) {
      widening = widening.length == 0 ? new long[FormatLimits.BLOCK_ROWS] : widening;
      decoder.decodeLongs(bytes, at, length, into.rows(), widening, 0);
      widen(widening, into.rows(), into.doubles());
    } else {
      decoder.decodeDoubles(bytes, at, length, into.rows(), into.doubles(), 0);
    }
  }

  private static void widen(long[] longs, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = (double) longs[i];
    }
  }

  private void decodeCodes(byte[] bytes, int at, int length, ColumnVector into) {
    if (isConstant(bytes, at, into)) {
      into.codes()[0] = BlockDecoder.constantCode(bytes, at, length);
      into.setConstant(true);
    } else {
      decoder.decodeCodes(bytes, at, length, into.rows(), into.codes(), 0);
    }
  }

  private void decodeText(byte[] bytes, int at, ColumnVector into) {
    ByteSource source = new ByteSource(bytes, at, bytes.length - at);
    int codesLength = length(source);
    int codesAt = at + source.position();
    int textStart = codesAt + codesLength;
    source = new ByteSource(bytes, textStart, bytes.length - textStart);
    int distinct = source.readVarInt();
    if (distinct < 1 || distinct > into.rows()) {
      throw new CorruptDataException(distinct + " strings in " + into.rows() + " rows");
    }
    decoder.decodeText(bytes, textStart + source.position(), source.remaining(), distinct, text);
    decodeCodes(bytes, codesAt, codesLength, into);
    int[] ends = Arrays.copyOf(text.ends, distinct);
    into.setDictionary(new SegmentDictionary(Arrays.copyOf(text.utf8, ends[distinct - 1]), ends));
  }

  /** Reads the length of a part that must follow. */
  private static int length(ByteSource source) {
    int length = source.readVarInt();
    if (length < 0 || length > source.remaining()) {
      throw new CorruptDataException(
          "a part of %d bytes, %d are left".formatted(length, source.remaining()));
    }
    return length;
  }

  /** A constant vector has no nulls beside its value, so with nulls the value is spread. */
  private static boolean isConstant(byte[] bytes, int at, ColumnVector into) {
    if (at == bytes.length) {
      throw new CorruptDataException("the values are missing");
    }
    return !into.hasNulls() && BlockDecoder.isConstant(bytes, at);
  }
}
