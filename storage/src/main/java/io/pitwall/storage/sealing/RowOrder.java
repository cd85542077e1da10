package io.pitwall.storage.sealing;

import java.util.List;

/**
 * In which order rows go into segments.
 *
 * @param rows row numbers of the generation, all segments one after the other
 * @param pieces one for each segment, in the order of {@code rows}
 */
record RowOrder(int[] rows, List<Piece> pieces) {
  /**
   * One segment's share.
   *
   * @param from index of its first row in {@code rows}
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
