package io.pitwall.storage.head;

import io.pitwall.storage.catalog.SeriesIndex;
import io.pitwall.storage.catalog.TableDefinition;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.GrowingDictionary;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.record.RunColumn;
import io.pitwall.storage.record.StringArena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that are sealed together: chunks, and the dictionaries their codes come
 * from. A column has one type throughout; when one is widened a new generation begins. The log's
 * thread appends until the generation is frozen; then it never changes.
 */
public final class HeadGeneration {
  private static final int[] NO_CODES = new int[0];

  /** The most bytes of strings of one column, well below what an array can hold. */
  static final int MAX_STRING_BYTES = 1 << 30;

  private final TableDefinition table;
  private final HeadArrays arrays;
  private final List<HeadChunk> chunks = new ArrayList<>();
  private final Map<Integer, GrowingDictionary> dictionaries = new ConcurrentHashMap<>();
  private final Map<Integer, TagCodes> tags = new ConcurrentHashMap<>();
  private final Map<Integer, ColumnType> types = new HashMap<>();
  private boolean[] seriesSeen = new boolean[16];
  private long rows;
  private long firstLsn;
  private long lastLsn;
  private long sizeBytes;
  private final long expectedRows;
  private final long createdNanos;

  /**
   * @param arrays where the memory of rows comes from
   * @param expectedRows how many rows the generation is likely to get, as the last one did
   * @param createdNanos monotonic time, for sealing by age
   */
  public HeadGeneration(
      TableDefinition table, HeadArrays arrays, long expectedRows, long createdNanos) {
    this.table = table;
    this.arrays = arrays;
    this.expectedRows = expectedRows;
    this.createdNanos = createdNanos;
  }

  /** The codes of one tag by series id; −1 where the series lacks the tag. */
  private static final class TagCodes {
    private volatile int[] codes = new int[0];

    int[] codes() {
      return codes;
    }

    void set(int seriesId, int code) {
      int[] array = codes;
      if (seriesId >= array.length) {
        int length = array.length;
        array = Arrays.copyOf(array, Math.max(seriesId + 1, Math.max(16, length * 2)));
        Arrays.fill(array, length, array.length, -1);
      }
      array[seriesId] = code;
      codes = array; // a volatile write, so that the entry is seen with it
    }
  }

  public TableDefinition table() {
    return table;
  }

  public long rows() {
    return rows;
  }

  /** Rows of each chunk but the last, a power of two. */
  int chunkRows() {
    return arrays.chunkRows();
  }

  public long firstLsn() {
    return firstLsn;
  }

  public long lastLsn() {
    return lastLsn;
  }

  public long createdNanos() {
    return createdNanos;
  }

  public long sizeBytes() {
    return sizeBytes;
  }

  /**
   * Whether a run's columns have the types they have here, and its strings fit; if not, a new
   * generation must begin.
   */
  public boolean accepts(RowRun run) {
    for (RunColumn column : run.columns()) {
      ColumnType type = types.get(column.columnId());
      if (type != null && type != column.type()) {
        return false;
      }
      GrowingDictionary dictionary = dictionaries.get(column.columnId());
      if (dictionary != null
          && dictionary.arena().length + (long) column.strings().bytes().length
              > MAX_STRING_BYTES) {
        return false;
      }
    }
    return true;
  }

  /** Appends the rows of one record. */
  public void append(RowRun run, long lsn) {
    if (rows == 0) {
      firstLsn = lsn;
    }
    lastLsn = lsn;
    long indexBefore = indexBytes();
    seeSeries(run.seriesIds());
    int[][] codeMaps = new int[run.columns().size()][];
    for (int i = 0; i < codeMaps.length; i++) {
      RunColumn column = run.columns().get(i);
      types.putIfAbsent(column.columnId(), column.type());
      codeMaps[i] =
          column.type() == ColumnType.STRING
              ? mapCodes(column.columnId(), column.strings())
              : NO_CODES;
    }
    sizeBytes += indexBytes() - indexBefore;
    for (int offset = 0; offset < run.rows(); ) {
      HeadChunk chunk = lastChunk();
      int count = Math.min(run.rows() - offset, chunk.rowsLeft());
      long before = chunk.sizeBytes();
      chunk.append(run, offset, count, codeMaps);
      sizeBytes += chunk.sizeBytes() - before;
      offset += count;
    }
    rows += run.rows();
  }

  /** Memory of dictionaries and of what is kept by series. */
  private long indexBytes() {
    long bytes = seriesSeen.length;
    for (GrowingDictionary dictionary : dictionaries.values()) {
      bytes += dictionary.memoryBytes();
    }
    for (TagCodes codes : tags.values()) {
      bytes += codes.codes().length * 4L;
    }
    return bytes;
  }

  private HeadChunk lastChunk() {
    if (chunks.isEmpty() || chunks.getLast().rowsLeft() == 0) {
      chunks.add(new HeadChunk(arrays, Math.max(rows, expectedRows - rows)));
    }
    return chunks.getLast();
  }

  private void seeSeries(int[] ids) {
    SeriesIndex index = table.series();
    for (int id : ids) {
      if (id >= seriesSeen.length) {
        seriesSeen = Arrays.copyOf(seriesSeen, Math.max(id + 1, seriesSeen.length * 2));
      }
      if (!seriesSeen[id]) {
        seriesSeen[id] = true;
        addTags(id, index.key(id));
      }
    }
  }

  private void addTags(int seriesId, SeriesKey key) {
    for (int i = 0; i < key.size(); i++) {
      SeriesKey.Tag tag = key.tag(i);
      var column = table.column(tag.nameString());
      if (column == null) {
        throw new IllegalStateException("the tag " + tag.nameString() + " has no column");
      }
      int code = dictionaryFor(column.id()).code(tag.value(), 0, tag.value().length);
      tags.computeIfAbsent(column.id(), id -> new TagCodes()).set(seriesId, code);
    }
  }

  private GrowingDictionary dictionaryFor(int columnId) {
    return dictionaries.computeIfAbsent(columnId, id -> new GrowingDictionary());
  }

  private int[] mapCodes(int columnId, StringArena strings) {
    GrowingDictionary dictionary = dictionaryFor(columnId);
    int[] map = new int[strings.size()];
    for (int code = 0; code < map.length; code++) {
      int start = strings.start(code);
      map[code] = dictionary.code(strings.bytes(), start, strings.end(code) - start);
    }
    return map;
  }

  /** Gives the memory of the rows back. They are sealed, and no open snapshot sees them here. */
  public void release() {
    chunks.forEach(HeadChunk::release);
  }

  /** What is published of the generation now: the chunks and how many rows of the last one. */
  public HeadView view() {
    return new HeadView(this, chunks.toArray(new HeadChunk[0]), rows);
  }

  @Nullable GrowingDictionary dictionary(int columnId) {
    return dictionaries.get(columnId);
  }

  /** Codes of a tag by series id, −1 or past the end where a series lacks it; null: no such tag. */
  int @Nullable [] tagCodes(int columnId) {
    TagCodes codes = tags.get(columnId);
    return codes == null ? null : codes.codes();
  }
}
