package io.pitwall.storage.sorting;

import java.util.List;

/**
 * In which order rows go into segments. Given as destinations, not as sources, because columns are
 * then read from end to end and written to as many places at once as there are groups, which the
 * caches like far better than the opposite.
 *
 * <p>The arrays may be longer than there are rows, and are the next sealing's once this one is
 * done.
 *
 * @param rowCount how many rows there are
 * @param chunkRows rows of each chunk that the rows come from, but for the last
 * @param destinations by row number of the generation, where the row goes; all segments lie one
 *     after the other
 * @param times the rows' times, in the new order
 * @param pieces one for each segment, in order
 */
record RowOrder(int rowCount, int chunkRows, int[] destinations, long[] times, List<Piece> pieces) {
  /** Rows of the chunk that begins with a row. */
  int rowsOfChunkAt(int row) {
    return Math.min(chunkRows, rowCount - row);
  }

  /**
   * One segment's share.
   *
   * @param from where its first row goes
   * @param blockRows rows of each block; their sum is the number of its rows
   */
  record Piece(int from, int[] blockRows) {
    int rowCount() {
      int rows = 0;
      for (int block : blockRows) {
        rows += block;
      }
      return rows;
    }
  }
}
