package io.pitwall.storage.head;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.GrowingDictionary;
import org.jspecify.annotations.Nullable;

/**
 * A frozen generation by row number, in log order, for sealing: each array lies in chunks of {@link
 * #chunkRows} rows, so that row r is at {@code [r / chunkRows][r % chunkRows]}. Where a chunk lacks
 * a column, its array is empty and no row in it has a value.
 */
public final class FrozenRows {
  private final HeadGeneration generation;
  private final HeadChunk[] chunks;

  public FrozenRows(HeadView view) {
    generation = view.generation();
    chunks = view.chunks();
    if (view.rows() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a generation of " + view.rows() + " rows is too large");
    }
  }

  public int rows() {
    return (int) generation.rows();
  }

  /** Rows of each chunk but the last. */
  public int chunkRows() {
    return generation.chunkRows();
  }

  public HeadGeneration generation() {
    return generation;
  }

  public long[][] times() {
    long[][] times = new long[chunks.length][];
    for (int i = 0; i < times.length; i++) {
      times[i] = chunks[i].times();
    }
    return times;
  }

  /** Series ids. */
  public int[][] series() {
    int[][] series = new int[chunks.length][];
    for (int i = 0; i < series.length; i++) {
      series[i] = chunks[i].series();
    }
    return series;
  }

  /** The type a field column has in all chunks, or null if no row has such a field. */
  public @Nullable ColumnType fieldType(int columnId) {
    for (HeadChunk chunk : chunks) {
      HeadColumn column = chunk.column(columnId);
      if (column != null) {
        return column.type();
      }
    }
    return null;
  }

  public long[][] longs(int columnId) {
    long[][] arrays = new long[chunks.length][];
    for (int i = 0; i < arrays.length; i++) {
      HeadColumn column = chunks[i].column(columnId);
      arrays[i] = column == null ? new long[0] : column.longs();
    }
    return arrays;
  }

  public double[][] doubles(int columnId) {
    double[][] arrays = new double[chunks.length][];
    for (int i = 0; i < arrays.length; i++) {
      HeadColumn column = chunks[i].column(columnId);
      arrays[i] = column == null ? new double[0] : column.doubles();
    }
    return arrays;
  }

  public int[][] codes(int columnId) {
    int[][] arrays = new int[chunks.length][];
    for (int i = 0; i < arrays.length; i++) {
      HeadColumn column = chunks[i].column(columnId);
      arrays[i] = column == null ? new int[0] : column.codes();
    }
    return arrays;
  }

  /** Presence masks by chunk, an empty one where no row has a value; null if no row is null. */
  public long @Nullable [] @Nullable [] present(int columnId) {
    long[] @Nullable [] masks = new long[chunks.length][];
    boolean any = false;
    for (int i = 0; i < masks.length; i++) {
      HeadColumn column = chunks[i].column(columnId);
      masks[i] = column == null ? new long[0] : column.present();
      any |= masks[i] != null;
    }
    return any ? masks : null;
  }

  /** The strings of a STRING column, field or tag; null if there are none. */
  public @Nullable GrowingDictionary dictionary(int columnId) {
    return generation.dictionary(columnId);
  }

  /** Codes of a tag by series id, −1 or past the end where a series lacks it; null: no such tag. */
  public int @Nullable [] tagCodes(int columnId) {
    return generation.tagCodes(columnId);
  }
}
