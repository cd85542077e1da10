package io.pitwall.server.result;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.result.PageColumn;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.query.result.ResultType;
import io.pitwall.server.network.ClientGoneException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A format by columns: a line for each column of each page, which it copies whole. */
final class LinesEncoder implements ResultEncoder {
  private int columns;

  @Override
  public void begin(List<ResultColumn> names, ByteBuf out) {
    columns = names.size();
    line(out, names.stream().map(ResultColumn::name).toList().toString());
  }

  @Override
  public void page(ResultPage page, ResultSink sink) throws QueryException, ClientGoneException {
    for (int i = 0; i < columns; i++) {
      line(sink.buffer(), values(page.column(i)));
      sink.roomForMore();
    }
  }

  @Override
  public void end(long rows, ByteBuf out) {
    line(out, rows + " rows");
  }

  private static String values(PageColumn column) {
    if (column.type() == ResultType.STRING) {
      int[] codes = new int[column.rows()];
      column.copyCodes(codes);
      StringBuilder text = new StringBuilder(Arrays.toString(codes)).append(" of");
      for (int code = 0; code < column.dictionarySize(); code++) {
        text.append(' ').append(new String(column.utf8(code), StandardCharsets.UTF_8));
      }
      return text.toString();
    }
    long[] longs = new long[column.rows()];
    column.copyLongs(longs);
    return Arrays.toString(longs);
  }

  private static void line(ByteBuf out, String text) {
    out.writeCharSequence(text + "\n", StandardCharsets.UTF_8);
  }
}
