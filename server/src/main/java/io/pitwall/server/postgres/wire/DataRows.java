package io.pitwall.server.postgres.wire;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.query.result.ResultType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a result's RowDescription and its DataRows, in text. Owned by one thread.
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
  private static final int NULL = -1;

  private final ResultType[] types;
  private final TextFormat text = new TextFormat();

  /** The rows of one result. */
  public DataRows(List<ResultColumn> columns) {
    types = columns.stream().map(ResultColumn::type).toArray(ResultType[]::new);
  }

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

  /** Writes one row of a page; nulls have no value. */
  public void writeRow(ByteBuf out, ResultPage page, int row) {
    int start = BackendMessages.begin(out, BackendType.DATA_ROW);
    out.writeShort(types.length);
    for (int column = 0; column < types.length; column++) {
      if (page.isNull(column, row)) {
        out.writeInt(NULL);
      } else {
        int lengthAt = out.writerIndex();
        out.writeInt(0);
        writeValue(out, types[column], page, column, row);
        out.setInt(lengthAt, out.writerIndex() - lengthAt - Integer.BYTES);
      }
    }
    BackendMessages.end(out, start);
  }

  /** A row of text that this server makes itself. */
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

  private void writeValue(ByteBuf out, ResultType type, ResultPage page, int column, int row) {
    switch (type) {
      case BOOLEAN -> TextFormat.writeBoolean(out, page.getLong(column, row) != 0);
      case LONG -> TextFormat.writeLong(out, page.getLong(column, row));
      case DOUBLE -> TextFormat.writeDouble(out, page.getDouble(column, row));
      case STRING -> out.writeBytes(page.getUtf8(column, row));
      case TIMESTAMP -> text.writeTimestamp(out, page.getLong(column, row));
      case INTERVAL -> text.writeInterval(out, page.getLong(column, row));
    }
  }
}
