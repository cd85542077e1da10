package io.pitwall.client.encode;

import io.pitwall.client.encode.RowSet.Column;
import io.pitwall.client.encode.RowSet.Doubles;
import io.pitwall.client.encode.RowSet.Longs;
import io.pitwall.client.encode.RowSet.Role;
import io.pitwall.client.encode.RowSet.Strings;

/**
 * MessagePack, one array a column: {@code {"m": table, "columns": {"time": […], "car_number": […],
 * …}}}.
 *
 * <p>Integers take their smallest form and doubles eight bytes; times and stamps are always {@code
 * cf} and eight bytes. The stamp column, if any, follows the times, so that all rewritable cells
 * lie together.
 */
public final class MessagePackColumnsEncoder implements RowEncoder {
  private static final int EXPECTED_BYTES_PER_ROW = 96;

  @Override
  public EncodedRows encode(RowSet rows) {
    CellOffsets offsets = new CellOffsets(NumberCells.BINARY, rows);
    GrowableBytes out = new GrowableBytes(rows.rowCount() * EXPECTED_BYTES_PER_ROW);
    MessagePackWriter writer = new MessagePackWriter(out);
    writer.mapHeader(2);
    writer.text("m");
    writer.text(rows.table());
    writer.text("columns");
    writer.mapHeader(1 + rows.columns().size());
    writer.text("time");
    writer.arrayHeader(rows.rowCount());
    for (int row = 0; row < rows.rowCount(); row++) {
      writeWide(writer, "time", rows.times()[row]);
      offsets.time(row, out.length() - Long.BYTES);
    }
    for (Column column : ColumnOrder.stampFirst(rows)) {
      writer.text(column.name());
      writer.arrayHeader(rows.rowCount());
      for (int row = 0; row < rows.rowCount(); row++) {
        writeValue(writer, column, row);
        if (column.role() == Role.STAMP) {
          offsets.stamp(row, out.length() - Long.BYTES);
        }
      }
    }
    return offsets.finish(out);
  }

  private static void writeValue(MessagePackWriter writer, Column column, int row) {
    switch (column) {
      case Longs longs when longs.role() == Role.STAMP ->
          writeWide(writer, longs.name(), longs.values()[row]);
      case Longs longs -> writer.integer(longs.values()[row]);
      case Doubles doubles -> writer.number(doubles.values()[row]);
      case Strings strings -> writer.text(strings.values()[row]);
    }
  }

  private static void writeWide(MessagePackWriter writer, String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " " + value + " is negative");
    }
    writer.wideInteger(value);
  }
}
