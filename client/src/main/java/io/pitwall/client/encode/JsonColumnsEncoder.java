package io.pitwall.client.encode;

import io.pitwall.client.encode.RowSet.Column;
import io.pitwall.client.encode.RowSet.Role;

/**
 * JSON, one array a column:
 *
 * <pre>
 * {"m":"table","columns":{"time":[…],"car_number":[…],…}}
 * </pre>
 *
 * <p>The stamp column, if any, follows the times, so that all rewritable cells lie together.
 */
public final class JsonColumnsEncoder implements RowEncoder {
  private static final int EXPECTED_BYTES_PER_ROW = 128;

  @Override
  public EncodedRows encode(RowSet rows) {
    CellOffsets offsets = new CellOffsets(NumberCells.DECIMAL, rows);
    GrowableBytes out = new GrowableBytes(rows.rowCount() * EXPECTED_BYTES_PER_ROW);
    out.writeText("{\"m\":" + JsonText.quote(rows.table()) + ",\"columns\":{\"time\":");
    for (int row = 0; row < rows.rowCount(); row++) {
      out.writeByte(row == 0 ? '[' : ',');
      offsets.time(row, out.length());
      out.writeDecimal(rows.times()[row]);
    }
    out.writeByte(']');
    for (Column column : ColumnOrder.stampFirst(rows)) {
      out.writeText("," + JsonText.quote(column.name()) + ":");
      for (int row = 0; row < rows.rowCount(); row++) {
        out.writeByte(row == 0 ? '[' : ',');
        if (column.role() == Role.STAMP) {
          offsets.stamp(row, out.length());
        }
        JsonRowsEncoder.writeValue(out, column, row);
      }
      out.writeByte(']');
    }
    out.writeText("}}");
    return offsets.finish(out);
  }
}
