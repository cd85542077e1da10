package io.pitwall.client.encode;

import io.pitwall.client.encode.RowSet.Column;
import io.pitwall.client.encode.RowSet.Doubles;
import io.pitwall.client.encode.RowSet.Longs;
import io.pitwall.client.encode.RowSet.Role;
import io.pitwall.client.encode.RowSet.Strings;

/**
 * JSON, one object a row:
 *
 * <pre>
 * [{"measurement":"m","time":1700000000000,"tags":{"t":"a"},"fields":{"f":1.5}},…]
 * </pre>
 */
public final class JsonRowsEncoder implements RowEncoder {
  private static final int EXPECTED_BYTES_PER_ROW = 320;

  @Override
  public EncodedRows encode(RowSet rows) {
    CellOffsets offsets = new CellOffsets(NumberCells.DECIMAL, rows);
    GrowableBytes out = new GrowableBytes(rows.rowCount() * EXPECTED_BYTES_PER_ROW);
    String start = "{\"measurement\":" + JsonText.quote(rows.table()) + ",\"time\":";
    for (int row = 0; row < rows.rowCount(); row++) {
      out.writeByte(row == 0 ? '[' : ',');
      out.writeText(start);
      offsets.time(row, out.length());
      out.writeDecimal(rows.times()[row]);
      out.writeText(",\"tags\":{");
      writeMembers(out, rows, row, true, offsets);
      out.writeText("},\"fields\":{");
      writeMembers(out, rows, row, false, offsets);
      out.writeText("}}");
    }
    out.writeByte(']');
    return offsets.finish(out);
  }

  private static void writeMembers(
      GrowableBytes out, RowSet rows, int row, boolean tags, CellOffsets offsets) {
    boolean first = true;
    for (Column column : rows.columns()) {
      if ((column.role() == Role.TAG) != tags) {
        continue;
      }
      if (!first) {
        out.writeByte(',');
      }
      first = false;
      out.writeText(JsonText.quote(column.name()));
      out.writeByte(':');
      if (column.role() == Role.STAMP) {
        offsets.stamp(row, out.length());
      }
      writeValue(out, column, row);
    }
  }

  static void writeValue(GrowableBytes out, Column column, int row) {
    switch (column) {
      case Longs longs -> out.writeDecimal(longs.values()[row]);
      case Doubles doubles -> out.writeDecimal(doubles.values()[row]);
      case Strings strings -> out.writeText(JsonText.quote(strings.values()[row]));
    }
  }
}
