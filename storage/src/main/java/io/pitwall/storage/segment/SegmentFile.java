package io.pitwall.storage.segment;

import io.pitwall.storage.cache.BlockCache;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.limit.FormatLimits;
import io.pitwall.storage.read.BlockReader;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open segment file. Holds its footer; indexes, dictionaries and blocks are read when they are
 * asked for, checked, and kept in the cache. Safe for many threads until it is closed.
 *
 * <p>A file that could not be opened at the start of the store is represented too: what the
 * manifest knows of it is known, and whoever reads its rows gets the error. Each reader tries to
 * open it again by {@link #forReading}.
 */
public final class SegmentFile implements RowSource, AutoCloseable {
  /** What is known of a file that could be opened. */
  private record Content(StoredFile file, SegmentFooter footer, int[] columnIds) {}

  private final SegmentInfo info;
  private final BlockCache cache;
  private final @Nullable Content content;

  /** The directory of a file that could not be opened yet; null for one that is open. */
  private final @Nullable FileSystem unreadableIn;

  private volatile @Nullable IOException cause;
  private volatile @Nullable SegmentFile opened;

  private SegmentFile(SegmentInfo info, BlockCache cache, Content content) {
    this.info = info;
    this.cache = cache;
    this.content = content;
    unreadableIn = null;
  }

  private SegmentFile(SegmentInfo info, BlockCache cache, FileSystem unreadableIn) {
    this.info = info;
    this.cache = cache;
    this.unreadableIn = unreadableIn;
    content = null;
  }

  /**
   * Opens a segment file and checks its header, footer and what the manifest knows of it.
   *
   * @throws DamagedFileException if the file is not the one of the manifest, or damaged
   * @throws UnknownFormatException if the file uses something that this version does not know
   */
  public static SegmentFile open(FileSystem fs, String path, SegmentInfo expected, BlockCache cache)
      throws IOException {
    StoredFile file = fs.openForReading(path);
    try {
      SegmentFooter footer = readFooter(file, expected);
      int[] columnIds = footer.columns().stream().mapToInt(ColumnEntry::id).toArray();
      return new SegmentFile(expected, cache, new Content(file, footer, columnIds));
    } catch (IOException | RuntimeException e) {
      try {
        file.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  /**
   * A segment whose file can't be opened, so that the other rows of the store can be read.
   *
   * @param cause why not
   */
  public static SegmentFile unreadable(
      FileSystem fs, SegmentInfo info, BlockCache cache, IOException cause) {
    SegmentFile segment = new SegmentFile(info, cache, fs);
    segment.cause = cause;
    return segment;
  }

  /** The rows for one reader: a file that could not be opened before is tried again. */
  public RowSource forReading() {
    FileSystem fs = unreadableIn;
    if (fs == null) {
      return this;
    }
    synchronized (this) {
      SegmentFile known = opened;
      if (known != null) {
        return known;
      }
      try {
        known = open(fs, info.path(), info, cache);
        opened = known;
        return known;
      } catch (IOException e) {
        cause = e;
        return this;
      }
    }
  }

  private Content content() throws IOException {
    Content known = content;
    if (known == null) {
      throw new IOException(
          "the segment '%s' can't be read: %s".formatted(info.path(), cause), cause);
    }
    return known;
  }

  private static SegmentFooter readFooter(StoredFile file, SegmentInfo info) throws IOException {
    String path = file.path();
    long size = file.size();
    if (size != info.sizeBytes()
        || size < SegmentFormat.HEADER_BYTES + SegmentFormat.TRAILER_BYTES) {
      throw new DamagedFileException(
          path, size, "it has %d bytes, expected %d".formatted(size, info.sizeBytes()));
    }
    byte[] header = new byte[SegmentFormat.HEADER_BYTES];
    readFully(file, 0, header, header.length);
    SegmentFormat.checkHeader(path, header, info.fileId(), info.tableId());
    byte[] end = new byte[SegmentFormat.TRAILER_BYTES];
    readFully(file, size - end.length, end, end.length);
    SegmentFormat.Trailer trailer =
        SegmentFormat.readTrailer(path, end, info.fileId(), info.sizeBytes());
    Section section =
        new Section(
            trailer.footerOffset(),
            trailer.footerLength(),
            trailer.footerLength(),
            trailer.footerCrc());
    byte[] bytes = section.load(file, info, SegmentFormat.NO_COLUMN, SegmentFormat.FOOTER);
    try {
      SegmentFooter footer =
          SegmentFooter.read(
              path,
              new ByteSource(bytes, 0, bytes.length),
              new ArrayCodec(),
              trailer.footerOffset());
      checkExpected(path, trailer.footerOffset(), footer, info);
      return footer;
    } catch (CorruptDataException e) {
      throw malformed(file, section.offset(), "the footer", e);
    }
  }

  private static void checkExpected(
      String path, long offset, SegmentFooter footer, SegmentInfo info)
      throws DamagedFileException {
    SegmentFormat.checkIs(path, offset, "number of rows", footer.rows(), info.rows());
    SegmentFormat.checkIs(path, offset, "least time", footer.minTime(), info.minTime());
    SegmentFormat.checkIs(path, offset, "greatest time", footer.maxTime(), info.maxTime());
    SegmentFormat.checkIs(path, offset, "first LSN", footer.firstLsn(), info.firstLsn());
    SegmentFormat.checkIs(path, offset, "last LSN", footer.lastLsn(), info.lastLsn());
  }

  static DamagedFileException malformed(
      StoredFile file, long offset, String what, CorruptDataException cause) {
    return new DamagedFileException(
        file.path(), offset, what + " can't be read: " + cause.getMessage(), cause);
  }

  /** Reads all bytes; a file that ends before them is damaged. */
  static void readFully(StoredFile file, long position, byte[] into, int length)
      throws IOException {
    try {
      file.read(position, into, 0, length);
    } catch (EOFException e) {
      throw new DamagedFileException(file.path(), position, "it ends too early", e);
    }
  }

  public SegmentInfo info() {
    return info;
  }

  /** The columns that the rows are sorted by, before time. */
  public List<Integer> clusteringKey() throws IOException {
    return content().footer().clusteringKey();
  }

  /**
   * The series directory, in the order of the rows.
   *
   * @throws IOException if the file can't be read or is damaged
   */
  public List<SeriesRows> series() throws IOException {
    Content known = content();
    Section section = known.footer().series();
    byte[] bytes = section.load(known.file(), info, SegmentFormat.NO_COLUMN, SegmentFormat.SERIES);
    try {
      return SeriesDirectory.read(
          known.footer().seriesCount(), new ArrayCodec(), new ByteSource(bytes, 0, bytes.length));
    } catch (CorruptDataException e) {
      throw malformed(known.file(), section.offset(), "the series directory", e);
    }
  }

  @Override
  public long rows() {
    return info.rows();
  }

  @Override
  public long immutableId() {
    return info.fileId();
  }

  @Override
  public long minTime() {
    return info.minTime();
  }

  @Override
  public long maxTime() {
    return info.maxTime();
  }

  /** Of an unreadable file one block, so that its reader is asked and fails. */
  @Override
  public int blockCount() {
    return content == null ? 1 : content.footer().blockRows().length;
  }

  @Override
  public int blockRows(int block) {
    return content == null
        ? (int) Math.min(info.rows(), FormatLimits.BLOCK_ROWS)
        : content.footer().blockRows()[block];
  }

  @Override
  public boolean hasColumn(ColumnSchema column) {
    return content == null || find(content, column) != null;
  }

  @Override
  public @Nullable BlockSummaries summaries(ColumnSchema column) throws IOException {
    Content known = content();
    ColumnEntry entry = find(known, column);
    return entry == null ? null : asType(column, entry, index(known, entry).statistics());
  }

  @Override
  public @Nullable BlockSummaries totals(ColumnSchema column) throws IOException {
    ColumnEntry entry = find(content(), column);
    return entry == null ? null : asType(column, entry, entry.totals());
  }

  private static BlockSummaries asType(
      ColumnSchema column, ColumnEntry entry, BlockStatistics statistics) {
    boolean widened = column.type() != entry.type();
    return widened && statistics instanceof LongBlockStatistics longs
        ? new WidenedSummaries(longs)
        : statistics.summaries();
  }

  @Override
  public @Nullable Dictionary dictionary(ColumnSchema column) throws IOException {
    Content known = content();
    ColumnEntry entry = find(known, column);
    return entry == null || entry.dictionary() == null ? null : dictionary(known, entry);
  }

  @Override
  public BlockReader reader() {
    return content == null
        ? (column, block, into) -> content()
        : new SegmentReader(this, content.file(), cache);
  }

  /** The column, or null if no row here has a value of it. */
  @Nullable ColumnEntry find(ColumnSchema column) throws IOException {
    return find(content(), column);
  }

  private @Nullable ColumnEntry find(Content known, ColumnSchema column) {
    int at = Arrays.binarySearch(known.columnIds(), column.id());
    if (at < 0) {
      return null;
    }
    ColumnEntry entry = known.footer().columns().get(at);
    boolean widened = entry.type() == ColumnType.LONG && column.type() == ColumnType.DOUBLE;
    if (entry.type() != column.type() && !widened) {
      throw new IllegalArgumentException(
          "'%s' holds column %d (%s) as %s, not %s"
              .formatted(info.path(), column.id(), column.name(), entry.type(), column.type()));
    }
    return entry.totals().nonNulls(0) == 0 ? null : entry;
  }

  ColumnIndex index(ColumnEntry entry) throws IOException {
    return index(content(), entry);
  }

  private ColumnIndex index(Content known, ColumnEntry entry) throws IOException {
    Object cached = cache.get(info.fileId(), entry.id(), SegmentFormat.INDEX);
    if (cached != null) {
      return (ColumnIndex) cached;
    }
    byte[] bytes = entry.index().load(known.file(), info, entry.id(), SegmentFormat.INDEX);
    try {
      ColumnIndex index =
          ColumnIndex.read(
              entry,
              known.footer().blockRows(),
              new ArrayCodec(),
              new ByteSource(bytes, 0, bytes.length));
      cache.put(info.fileId(), entry.id(), SegmentFormat.INDEX, index, index.sizeBytes());
      return index;
    } catch (CorruptDataException e) {
      throw malformed(
          known.file(),
          entry.index().offset(),
          Section.describe(entry.id(), SegmentFormat.INDEX),
          e);
    }
  }

  private SegmentDictionary dictionary(Content known, ColumnEntry entry) throws IOException {
    Object cached = cache.get(info.fileId(), entry.id(), SegmentFormat.DICTIONARY);
    if (cached != null) {
      return (SegmentDictionary) cached;
    }
    Section section = entry.dictionary();
    if (section == null) {
      throw new IllegalStateException("column " + entry.id() + " has no dictionary");
    }
    byte[] bytes = section.load(known.file(), info, entry.id(), SegmentFormat.DICTIONARY);
    try {
      SegmentDictionary dictionary =
          SegmentDictionary.read(
              entry.dictionarySize(), new ArrayCodec(), new ByteSource(bytes, 0, bytes.length));
      cache.put(
          info.fileId(), entry.id(), SegmentFormat.DICTIONARY, dictionary, dictionary.sizeBytes());
      return dictionary;
    } catch (CorruptDataException e) {
      throw malformed(
          known.file(),
          section.offset(),
          Section.describe(entry.id(), SegmentFormat.DICTIONARY),
          e);
    }
  }

  /** Closes the file and drops it from the cache. */
  @Override
  public void close() throws IOException {
    if (content != null) {
      content.file().close();
    }
    SegmentFile later = opened;
    if (later != null) {
      later.close();
    }
    cache.forget(info.fileId());
  }
}
