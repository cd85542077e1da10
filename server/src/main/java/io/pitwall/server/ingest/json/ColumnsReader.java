package io.pitwall.server.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.TimePrecision;
import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.schema.TableSchema;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads {@code {"time": […], name: […], …}}. Owned by one parser, used again for each object. */
final class ColumnsReader {
  private final TextBytes scratch = new TextBytes();
  private boolean seen;
  private int offset;
  private boolean read;
  private int rows;
  private int columns;
  private boolean timed;
  private @Nullable TableBatch touched;

  void begin() {
    seen = false;
    read = false;
    rows = -1;
    columns = 0;
    timed = false;
    touched = null;
  }

  boolean seen() {
    return seen;
  }

  int rows() {
    return rows;
  }

  @Nullable TableBatch touched() {
    return touched;
  }

  /** Reads the columns at hand, or notes where they are if the table is not known yet. */
  void read(JsonBody body, @Nullable String table, WriteBatch batch)
      throws IOException, MalformedBodyException, RefusedRowException {
    seen = true;
    if (body.tokens.currentToken() != JsonToken.START_OBJECT) {
      throw body.malformed("columns is an object of arrays");
    }
    if (table == null) {
      offset = body.tokenOffset();
      body.tokens.skipChildren();
      return;
    }
    read = true;
    readColumns(body, batch.table(table));
  }

  /** Completes the rows. */
  void finish(JsonBody body, @Nullable String table, WriteBatch batch)
      throws IOException, MalformedBodyException, RefusedRowException {
    if (table == null) {
      throw body.malformed("the object has no key m, which names the table");
    }
    TableBatch into = batch.table(table);
    if (!read) {
      try (JsonBody again = body.reread(offset)) {
        readColumns(again, into);
      }
    }
    if (columns == 0) {
      throw new RefusedRowException(() -> "there is no column beside time");
    }
    if (rows <= 0) {
      return;
    }
    int from = into.rows();
    into.reserve(from + rows);
    if (!timed) {
      Arrays.fill(into.times(), from, from + rows, body.context.serverTimeNanos());
    }
    into.endRows(rows, into.series(SeriesKey.NONE), 1);
  }

  private void readColumns(JsonBody body, TableBatch table)
      throws IOException, MalformedBodyException, RefusedRowException {
    touched = table;
    JsonParser tokens = body.tokens;
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      String name = tokens.currentName();
      if (tokens.nextToken() != JsonToken.START_ARRAY) {
        throw body.malformed("column " + name + " is not an array of values");
      }
      int count;
      if (name.equals(TableSchema.TIME)) {
        timed = true;
        count = readTimes(tokens, table);
      } else {
        columns++;
        count = readColumn(body, table, name);
      }
      if (rows >= 0 && count != rows) {
        throw body.malformed(
            "column " + name + " has " + count + " values, the columns before it " + rows);
      }
      rows = count;
    }
  }

  private int readColumn(JsonBody body, TableBatch table, String name)
      throws IOException, RefusedRowException {
    JsonParser tokens = body.tokens;
    int maxBytes = body.context.writeLimits().maxStringBytes();
    int base = table.rows();
    BatchColumn column = null;
    int count = 0;
    for (JsonToken token = tokens.nextToken();
        token != JsonToken.END_ARRAY;
        token = tokens.nextToken()) {
      ColumnType type = JsonValues.typeOf(token, name);
      if (type != null) {
        if (column == null) {
          column = table.column(name, type);
        }
        JsonValues.put(tokens, column, base + count, scratch, maxBytes);
      }
      count++;
    }
    return count;
  }

  private static int readTimes(JsonParser tokens, TableBatch table)
      throws IOException, RefusedRowException {
    int base = table.rows();
    int count = 0;
    TimePrecision unit = null;
    for (JsonToken token = tokens.nextToken();
        token != JsonToken.END_ARRAY;
        token = tokens.nextToken()) {
      long time;
      if (token == JsonToken.VALUE_NUMBER_INT) {
        long number = JsonValues.readLong(tokens, TableSchema.TIME);
        unit = unit == null ? TimePrecision.ofMagnitude(number) : unit;
        time = JsonValues.scale(number, unit);
      } else if (token == JsonToken.VALUE_STRING) {
        time = JsonValues.parseTime(tokens.getText());
      } else {
        int row = count + 1;
        throw new RefusedRowException(
            () -> "row " + row + " of column time is neither an integer nor a string");
      }
      table.reserve(base + count + 1);
      table.times()[base + count] = time;
      count++;
    }
    return count;
  }
}
