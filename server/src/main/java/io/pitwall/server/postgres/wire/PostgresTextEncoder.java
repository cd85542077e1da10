package io.pitwall.server.postgres.wire;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.result.PageColumn;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.server.network.ClientGoneException;
import io.pitwall.server.result.ResultEncoder;
import io.pitwall.server.result.ResultSink;
import java.util.List;

/**
 * Writes a result as RowDescription, DataRows with values in text, and CommandComplete. Owned by
 * one thread.
 */
public final class PostgresTextEncoder implements ResultEncoder {
  private static final int NULL = -1;

  private final TextFormat text = new TextFormat();
  private PageColumn[] columns = {};

  /**
   * {@inheritDoc}
   *
   * @param names at most {@link DataRows#MAX_COLUMNS}
   */
  @Override
  public void begin(List<ResultColumn> names, ByteBuf out) {
    columns = new PageColumn[names.size()];
    DataRows.writeDescription(out, names);
  }

  @Override
  public void page(ResultPage page, ResultSink sink) throws QueryException, ClientGoneException {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = page.column(i);
    }
    int rows = page.rows();
    for (int row = 0; row < rows; row++) {
      writeRow(sink.buffer(), row);
      sink.roomForMore();
    }
  }

  @Override
  public void end(long rows, ByteBuf out) {
    BackendMessages.commandComplete(out, "SELECT " + rows);
  }

  private void writeRow(ByteBuf out, int row) {
    int start = BackendMessages.begin(out, BackendType.DATA_ROW);
    out.writeShort(columns.length);
    for (PageColumn column : columns) {
      if (column.isNull(row)) {
        out.writeInt(NULL);
      } else {
        int lengthAt = out.writerIndex();
        out.writeInt(0);
        writeValue(out, column, row);
        out.setInt(lengthAt, out.writerIndex() - lengthAt - Integer.BYTES);
      }
    }
    BackendMessages.end(out, start);
  }

  private void writeValue(ByteBuf out, PageColumn column, int row) {
    switch (column.type()) {
      case BOOLEAN -> TextFormat.writeBoolean(out, column.getLong(row) != 0);
      case LONG -> TextFormat.writeLong(out, column.getLong(row));
      case DOUBLE -> TextFormat.writeDouble(out, column.getDouble(row));
      case STRING -> out.writeBytes(column.getUtf8(row));
      case TIMESTAMP -> text.writeTimestamp(out, column.getLong(row));
      case INTERVAL -> text.writeInterval(out, column.getLong(row));
    }
  }
}
