package io.pitwall.server.http;

import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.query.result.ResultType;
import java.util.List;

/**
 * Puts rows into the JSON answer of a query. Times are RFC 3339 in UTC; longs are numbers with all
 * their digits; NaN and infinities, for which JSON has no number, are null; intervals are text like
 * {@code 26:00:00.5}. Owned by one thread.
 */
public final class JsonRows {
  private final JsonText json = new JsonText();
  private final ResultType[] types;
  private long rows;

  public JsonRows(List<ResultColumn> columns) {
    types = columns.stream().map(ResultColumn::type).toArray(ResultType[]::new);
    json.raw("{\"success\":true,\"columns\":[");
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      json.string(columns.get(i).name());
    }
    json.raw("],\"data\":[");
  }

  public long rows() {
    return rows;
  }

  /** Bytes since the last piece. */
  public int length() {
    return json.length();
  }

  /** What was written since the last piece. */
  public byte[] takePiece() {
    byte[] piece = json.toByteArray();
    json.clear();
    return piece;
  }

  public void row(ResultPage page, int row) {
    json.raw(rows == 0 ? "[" : ",[");
    rows++;
    for (int column = 0; column < types.length; column++) {
      if (column > 0) {
        json.raw(',');
      }
      if (page.isNull(column, row)) {
        json.raw("null");
      } else {
        value(page, column, row);
      }
    }
    json.raw(']');
  }

  private void value(ResultPage page, int column, int row) {
    switch (types[column]) {
      case BOOLEAN -> json.raw(page.getLong(column, row) == 0 ? "false" : "true");
      case LONG -> json.number(page.getLong(column, row));
      case DOUBLE -> json.number(page.getDouble(column, row));
      case STRING -> json.string(page.getUtf8(column, row));
      case TIMESTAMP -> json.time(page.getLong(column, row));
      case INTERVAL -> json.interval(page.getLong(column, row));
    }
  }

  /** The rest of the document, and what was not taken yet. */
  public byte[] end(double millis) {
    json.raw("],\"row_count\":").number(rows);
    json.raw(",\"execution_time_ms\":").number(Math.round(millis * 1000) / 1000.0).raw("}\n");
    return takePiece();
  }
}
