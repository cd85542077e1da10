package io.pitwall.storage.head;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.column.Presence;
import io.pitwall.storage.read.BlockReader;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The first rows of one chunk, as many as were published, as a source of blocks. */
final class HeadSource implements RowSource, BlockReader {
  private static final int BLOCK_ROWS = ColumnVector.CAPACITY;

  private final HeadGeneration generation;
  private final HeadChunk chunk;
  private final int rows;

  HeadSource(HeadGeneration generation, HeadChunk chunk, int rows) {
    this.generation = generation;
    this.chunk = chunk;
    this.rows = rows;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public long immutableId() {
    return rows == generation.chunkRows() ? chunk.id() : -1;
  }

  @Override
  public long minTime() {
    return chunk.minTime();
  }

  @Override
  public long maxTime() {
    return chunk.maxTime();
  }

  @Override
  public int blockCount() {
    return (rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
  }

  @Override
  public int blockRows(int block) {
    return Math.min(BLOCK_ROWS, rows - block * BLOCK_ROWS);
  }

  @Override
  public boolean hasColumn(ColumnSchema column) {
    return column.id() == TableSchema.TIME_ID
        || stored(column) != null
        || generation.tagCodes(column.id()) != null;
  }

  @Override
  public @Nullable BlockSummaries summaries(ColumnSchema column) {
    return null;
  }

  @Override
  public @Nullable BlockSummaries totals(ColumnSchema column) {
    return null;
  }

  @Override
  public @Nullable Dictionary dictionary(ColumnSchema column) {
    return generation.dictionary(column.id());
  }

  @Override
  public BlockReader reader() {
    return this; // it keeps nothing between two reads
  }

  @Override
  public void read(ColumnSchema column, int block, ColumnVector into) {
    int count = blockRows(block);
    int from = block * BLOCK_ROWS;
    into.reset(column.type(), count);
    if (column.id() == TableSchema.TIME_ID) {
      System.arraycopy(chunk.times(), from, into.longs(), 0, count);
      return;
    }
    HeadColumn stored = stored(column);
    int[] tagCodes = generation.tagCodes(column.id());
    if (tagCodes != null) {
      readTag(stored, tagCodes, column, from, count, into);
    } else if (stored == null || stored.type() == ColumnType.STRING && stored.codes().length == 0) {
      into.setAllNull();
    } else {
      readField(stored, column, from, count, into);
    }
  }

  /**
   * The column, or null if it came with a row after the published ones: then it may have a type
   * that the reader's schema does not know yet.
   */
  private @Nullable HeadColumn stored(ColumnSchema column) {
    HeadColumn stored = chunk.column(column.id());
    return stored == null || stored.firstRow() >= rows ? null : stored;
  }

  private void readField(
      HeadColumn stored, ColumnSchema column, int from, int count, ColumnVector into) {
    switch (stored.type()) {
      case TIMESTAMP, LONG, BOOLEAN -> {
        if (column.type() == ColumnType.DOUBLE) {
          widen(stored.longs(), from, count, into.doubles());
        } else {
          copy(stored.longs(), from, count, into.longs());
        }
      }
      case DOUBLE -> {
        double[] values = stored.doubles();
        int there = storedRows(values.length, from, count);
        if (there > 0) {
          System.arraycopy(values, from, into.doubles(), 0, there);
        }
      }
      case STRING -> {
        int[] codes = stored.codes();
        int there = storedRows(codes.length, from, count);
        if (there > 0) {
          System.arraycopy(codes, from, into.codes(), 0, there);
        }
        Arrays.fill(into.codes(), there, count, 0); // null, but a code must be one
        setDictionary(column, into);
      }
    }
    copyPresence(stored.present(), from, count, into);
  }

  /** A tag's value comes from the row's series, else from a string field of the same name. */
  private void readTag(
      @Nullable HeadColumn stored,
      int[] tagCodes,
      ColumnSchema column,
      int from,
      int count,
      ColumnVector into) {
    int[] series = chunk.series();
    int[] codes = into.codes();
    setDictionary(column, into);
    if (stored == null && lookUp(series, from, count, tagCodes, codes)) {
      return;
    }
    long[] present = into.present();
    boolean hasNulls = false;
    for (int i = 0; i < count; i++) {
      int id = series[from + i];
      int code = id < tagCodes.length ? tagCodes[id] : -1;
      if (code < 0 && stored != null && !stored.isNull(from + i)) {
        code = stored.codes()[from + i];
      }
      if (code < 0 && !hasNulls) {
        hasNulls = true;
        Arrays.fill(present, -1L);
      }
      if (code < 0) {
        Presence.clear(present, i);
      }
      codes[i] = Math.max(code, 0);
    }
    into.setHasNulls(hasNulls);
  }

  /** Whether every row's series has the tag; only then all codes are filled in. */
  private static boolean lookUp(int[] series, int from, int count, int[] tagCodes, int[] codes) {
    int least = 0;
    for (int i = 0; i < count; i++) {
      int id = series[from + i];
      if (id >= tagCodes.length) {
        return false;
      }
      int code = tagCodes[id];
      codes[i] = code;
      least |= code;
    }
    return least >= 0;
  }

  private void setDictionary(ColumnSchema column, ColumnVector into) {
    Dictionary dictionary = generation.dictionary(column.id());
    if (dictionary != null) {
      into.setDictionary(dictionary);
    }
  }

  private static void copy(long[] values, int from, int count, long[] into) {
    int there = storedRows(values.length, from, count);
    if (there > 0) {
      System.arraycopy(values, from, into, 0, there);
    }
  }

  /** Rows after the last that has a value may not be stored; they are null. */
  private static int storedRows(int length, int from, int count) {
    return Math.clamp(length - (long) from, 0, count);
  }

  private static void widen(long[] values, int from, int count, double[] into) {
    int there = storedRows(values.length, from, count);
    for (int i = 0; i < there; i++) {
      into[i] = (double) values[from + i];
    }
  }

  private static void copyPresence(long @Nullable [] mask, int from, int count, ColumnVector into) {
    if (mask == null) {
      return;
    }
    Presence.slice(mask, from, count, into.present());
    into.setHasNulls(Presence.count(into.present(), count) < count);
  }
}
