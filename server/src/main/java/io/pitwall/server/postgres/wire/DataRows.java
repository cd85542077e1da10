package io.pitwall.server.postgres.wire;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.result.ResultColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes RowDescription, and DataRows of text that this server makes itself. {@link
 * PostgresTextEncoder} writes the rows of results.
 *
 * <pre>
 *   RowDescription | T | length 4 | columns 2 | name \0, table 4, number 2, type 4, size 2, modifier 4, format 2 | …
 *   DataRow        | D | length 4 | columns 2 | length 4 (-1 is null), value | …
 * </pre>
 */
public final class DataRows {
  /** The protocol counts columns in 16 bits. */
  public static final int MAX_COLUMNS = Short.MAX_VALUE;

  private static final int NO_TABLE = 0;
  private static final int NO_MODIFIER = -1;
  private static final int TEXT = 0;

  private DataRows() {}

  /** Says which columns the rows have; their values will be text. */
  public static void writeDescription(ByteBuf out, List<ResultColumn> columns) {
    int start = BackendMessages.begin(out, BackendType.ROW_DESCRIPTION);
    out.writeShort(columns.size());
    for (ResultColumn column : columns) {
      PostgresType type = PostgresType.of(column.type());
      BackendMessages.string(out, column.name());
      out.writeInt(NO_TABLE);
      out.writeShort(0);
      out.writeInt(type.oid());
      out.writeShort(type.sizeBytes());
      out.writeInt(NO_MODIFIER);
      out.writeShort(TEXT);
    }
    BackendMessages.end(out, start);
  }

  /** Writes one row of strings, none of them null. */
  public static void writeTextRow(ByteBuf out, List<String> values) {
    int start = BackendMessages.begin(out, BackendType.DATA_ROW);
    out.writeShort(values.size());
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.writeBytes(bytes);
    }
    BackendMessages.end(out, start);
  }
}
