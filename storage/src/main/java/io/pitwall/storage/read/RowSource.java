package io.pitwall.storage.read;

import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table that are stored together, in blocks of at most 1,024: one sealed segment, or a
 * part of the head. Safe for many readers at once while the snapshot it came from is open.
 *
 * <p>Columns are asked for by the schema of the snapshot: a column that was widened since is
 * widened on reading, one that these rows never had is null.
 */
public interface RowSource {
  long rows();

  /**
   * A number that no other rows have while the store is open, if these never change; −1 if more may
   * join them. Results computed from such rows alone may be cached under it.
   */
  default long immutableId() {
    return -1;
  }

  /** The least time, nanoseconds since the epoch. */
  long minTime();

  /** The greatest time, nanoseconds since the epoch. */
  long maxTime();

  int blockCount();

  /** 1 … 1,024. */
  int blockRows(int block);

  /** Whether any row here may have a value of the column. */
  boolean hasColumn(ColumnSchema column);

  /**
   * Summaries by block, or null where none are kept (unsealed rows) or the column is not here.
   *
   * @throws IOException if a file can't be read or is damaged; the message names file and offset
   */
  @Nullable BlockSummaries summaries(ColumnSchema column) throws IOException;

  /** The summary over all blocks, as block 0 of the result; null as {@link #summaries}. */
  @Nullable BlockSummaries totals(ColumnSchema column) throws IOException;

  /**
   * The dictionary that the codes of a STRING column come from in all blocks of this source, or
   * null where the column is not here or each block brings its own ({@link
   * io.pitwall.storage.column.ColumnVector#dictionary()} always has one).
   */
  @Nullable Dictionary dictionary(ColumnSchema column) throws IOException;

  /** A reader with scratch memory of its own, for one thread. */
  BlockReader reader();
}
