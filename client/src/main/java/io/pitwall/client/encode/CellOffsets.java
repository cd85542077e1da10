package io.pitwall.client.encode;

import io.pitwall.client.encode.RowSet.Column;
import io.pitwall.client.encode.RowSet.Longs;
import io.pitwall.client.encode.RowSet.Role;

/** Collects where the rewritable cells of a body lie while it is written; owned by one thread. */
final class CellOffsets {
  private final NumberCells form;
  private final int[] times;
  private final int timeWidth;
  private final int[] stamps;
  private final int stampWidth;

  CellOffsets(NumberCells form, RowSet rows) {
    if (rows.rowCount() == 0) {
      throw new IllegalArgumentException("table " + rows.table() + ": there are no rows to encode");
    }
    this.form = form;
    times = new int[rows.rowCount()];
    timeWidth = widthOf("time", rows.times());
    long[] stampValues = new long[0];
    for (Column column : rows.columns()) {
      if (column.role() == Role.STAMP && column instanceof Longs longs) {
        stampValues = longs.values();
      }
    }
    stamps = new int[stampValues.length];
    stampWidth = stampValues.length == 0 ? 0 : widthOf("stamp", stampValues);
  }

  void time(int row, int offset) {
    times[row] = offset;
  }

  void stamp(int row, int offset) {
    stamps[row] = offset;
  }

  EncodedRows finish(GrowableBytes out) {
    return new EncodedRows(
        out.toByteArray(), times.length, form, times, timeWidth, stamps, stampWidth);
  }

  private int widthOf(String what, long[] values) {
    if (form == NumberCells.BINARY) {
      return Long.BYTES;
    }
    int width = NumberCells.digitsOf(values[0]);
    for (long value : values) {
      if (value < 0 || NumberCells.digitsOf(value) != width) {
        throw new IllegalArgumentException(
            what
                + " "
                + value
                + " does not have "
                + width
                + " digits as the first one, "
                + values[0]);
      }
    }
    return width;
  }
}
