package io.pitwall.client.encode;

import io.pitwall.client.encode.RowSet.Column;
import io.pitwall.client.encode.RowSet.Doubles;
import io.pitwall.client.encode.RowSet.Longs;
import io.pitwall.client.encode.RowSet.Role;
import io.pitwall.client.encode.RowSet.Strings;

/**
 * InfluxDB line protocol, one line a row:
 *
 * <pre>
 * table,tag=value,tag=value long=1i,double=1.5,text="a" 1700000000000000000
 * </pre>
 *
 * <p>Tags come first in the order of the columns, then the fields in that order, then the time. A
 * tag whose value is empty is left out of its line, since the format has no empty tag.
 */
public final class LineProtocolEncoder implements RowEncoder {
  private static final int EXPECTED_BYTES_PER_ROW = 256;

  @Override
  public EncodedRows encode(RowSet rows) {
    CellOffsets offsets = new CellOffsets(NumberCells.DECIMAL, rows);
    GrowableBytes out = new GrowableBytes(rows.rowCount() * EXPECTED_BYTES_PER_ROW);
    String table = escape(rows.table(), ", ");
    String[] keys = new String[rows.columns().size()];
    boolean hasField = false;
    for (int c = 0; c < keys.length; c++) {
      keys[c] = escape(rows.columns().get(c).name(), ",= ") + '=';
      hasField |= rows.columns().get(c).role() != Role.TAG;
    }
    if (!hasField) {
      throw new IllegalArgumentException(
          "table " + rows.table() + ": a line needs at least one field");
    }
    for (int row = 0; row < rows.rowCount(); row++) {
      out.writeText(table);
      writeTags(out, rows, keys, row);
      writeFields(out, rows, keys, row, offsets);
      out.writeByte(' ');
      offsets.time(row, out.length());
      out.writeDecimal(rows.times()[row]);
      out.writeByte('\n');
    }
    return offsets.finish(out);
  }

  private static void writeTags(GrowableBytes out, RowSet rows, String[] keys, int row) {
    for (int c = 0; c < keys.length; c++) {
      Column column = rows.columns().get(c);
      if (column.role() == Role.TAG
          && column instanceof Strings tag
          && !tag.values()[row].isEmpty()) {
        out.writeByte(',');
        out.writeText(keys[c]);
        out.writeText(escape(tag.values()[row], ",= "));
      }
    }
  }

  private static void writeFields(
      GrowableBytes out, RowSet rows, String[] keys, int row, CellOffsets offsets) {
    char separator = ' ';
    for (int c = 0; c < keys.length; c++) {
      Column column = rows.columns().get(c);
      if (column.role() == Role.TAG) {
        continue;
      }
      out.writeByte(separator);
      separator = ',';
      out.writeText(keys[c]);
      if (column.role() == Role.STAMP) {
        offsets.stamp(row, out.length());
      }
      switch (column) {
        case Longs longs -> {
          out.writeDecimal(longs.values()[row]);
          out.writeByte('i');
        }
        case Doubles doubles -> out.writeDecimal(doubles.values()[row]);
        case Strings strings -> writeQuoted(out, strings.values()[row]);
      }
    }
  }

  private static void writeQuoted(GrowableBytes out, String value) {
    out.writeText('"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
  }

  /**
   * Puts a backslash before each of {@code special}.
   *
   * @throws IllegalArgumentException if the text is empty, holds a line break or ends in a
   *     backslash, none of which a name or tag can carry
   */
  static String escape(String text, String special) {
    if (text.isEmpty() || text.endsWith("\\")) {
      throw new IllegalArgumentException(
          "line protocol can't carry the name or tag value '"
              + text
              + "': it is empty or ends in a backslash");
    }
    StringBuilder escaped = new StringBuilder(text.length() + 4);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        throw new IllegalArgumentException(
            "line protocol can't carry the name or tag value '"
                + text
                + "': it holds a line break");
      }
      if (special.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
