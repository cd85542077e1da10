package io.pitwall.storage.read;

import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.IOException;

/** Decodes blocks of one {@link RowSource}. Owned by one thread. */
public interface BlockReader {
  /**
   * Reads one column of one block.
   *
   * @param into reset and filled; where all rows are alike it is a constant vector
   * @throws IOException if a file can't be read or is damaged; the message names file and offset
   */
  void read(ColumnSchema column, int block, ColumnVector into) throws IOException;
}
