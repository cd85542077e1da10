package io.pitwall.server.result;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.result.PageColumn;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.server.json.JsonWriter;
import io.pitwall.server.network.ClientGoneException;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Writes a result as one JSON document with an array per row. Times are RFC 3339 in UTC; longs are
 * numbers with all their digits; NaN and infinities, for which JSON has no number, are null;
 * intervals are text like {@code 26:00:00.5}. Owned by one thread.
 */
public final class JsonResultEncoder implements ResultEncoder {
  /** Rows move to the sink in parts of about this size: an array is faster to write than it. */
  private static final int PART_BYTES = 8 << 10;

  private final JsonWriter json = new JsonWriter();
  private final LongSupplier elapsedNanos;
  private PageColumn[] columns = {};
  private boolean hasRows;

  /**
   * @param elapsedNanos returns the time since the statement began
   */
  public JsonResultEncoder(LongSupplier elapsedNanos) {
    this.elapsedNanos = elapsedNanos;
  }

  @Override
  public void begin(List<ResultColumn> names, ByteBuf out) {
    columns = new PageColumn[names.size()];
    json.raw("{\"success\":true,\"columns\":[");
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      json.string(names.get(i).name());
    }
    json.raw("],\"data\":[").moveTo(out);
  }

  @Override
  public void page(ResultPage page, ResultSink sink) throws QueryException, ClientGoneException {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = page.column(i);
    }
    int rows = page.rows();
    for (int row = 0; row < rows; row++) {
      row(row);
      if (json.length() >= PART_BYTES) {
        json.moveTo(sink.buffer());
        sink.roomForMore();
      }
    }
    json.moveTo(sink.buffer());
    sink.roomForMore();
  }

  private void row(int row) {
    json.raw(hasRows ? ",[" : "[");
    hasRows = true;
    for (int i = 0; i < columns.length; i++) {
      if (i > 0) {
        json.raw(',');
      }
      PageColumn column = columns[i];
      if (column.isNull(row)) {
        json.raw("null");
      } else {
        value(column, row);
      }
    }
    json.raw(']');
  }

  private void value(PageColumn column, int row) {
    switch (column.type()) {
      case BOOLEAN -> json.raw(column.getLong(row) == 0 ? "false" : "true");
      case LONG -> json.number(column.getLong(row));
      case DOUBLE -> json.number(column.getDouble(row));
      case STRING -> json.string(column.getUtf8(row));
      case TIMESTAMP -> json.time(column.getLong(row));
      case INTERVAL -> json.interval(column.getLong(row));
    }
  }

  @Override
  public void end(long rows, ByteBuf out) {
    double millis = elapsedNanos.getAsLong() / 1e6;
    json.raw("],\"row_count\":").number(rows);
    json.raw(",\"execution_time_ms\":").number(Math.round(millis * 1000) / 1000.0).raw("}\n");
    json.moveTo(out);
  }
}
