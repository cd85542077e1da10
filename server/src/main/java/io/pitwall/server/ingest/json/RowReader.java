package io.pitwall.server.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.TimePrecision;
import io.pitwall.storage.batch.NameRule;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.limit.StoreLimits;
import io.pitwall.storage.schema.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one row object. Owned by one parser, used again for each object. */
final class RowReader {
  private final RowBuffer fields = new RowBuffer();
  private final TagsMemo tags = new TagsMemo();
  private int number;
  private @Nullable String table;
  private boolean timed;
  private long time;
  private SeriesKey key = SeriesKey.NONE;
  private boolean rowKeys;
  private @Nullable TableBatch touched;

  void begin(int newNumber) {
    number = newNumber;
    fields.clear();
    table = null;
    timed = false;
    key = SeriesKey.NONE;
    rowKeys = false;
    touched = null;
  }

  @Nullable String table() {
    return table;
  }

  @Nullable TableBatch touched() {
    return touched;
  }

  boolean isUntouched() {
    return table == null && !rowKeys;
  }

  /** Reads the value of a key other than columns. */
  void readMember(String name, JsonBody body)
      throws IOException, MalformedBodyException, RefusedRowException {
    switch (name) {
      case "table", "measurement", "m" -> readTable(body);
      case "time" -> readTime(body);
      case "tags" -> {
        rowKeys = true;
        expectObject(body, name);
        key = tags.read(body);
      }
      case "fields" -> {
        rowKeys = true;
        expectObject(body, name);
        readFields(body);
      }
      default ->
          throw new RefusedRowException(() ->
              "the key '"
                  + name
                  + "' is unknown; use table, measurement, m, time, tags, fields or columns");
    }
  }

  private static void expectObject(JsonBody body, String name) throws MalformedBodyException {
    if (body.tokens.currentToken() != JsonToken.START_OBJECT) {
      throw body.malformed(name + " is not an object");
    }
  }

  private void readTable(JsonBody body) throws IOException, MalformedBodyException {
    if (table != null) {
      throw body.malformed("the table is named twice");
    }
    if (body.tokens.currentToken() != JsonToken.VALUE_STRING) {
      throw body.malformed("the table's name is not a string");
    }
    table = body.tokens.getText();
  }

  private void readTime(JsonBody body) throws IOException, RefusedRowException {
    JsonParser tokens = body.tokens;
    rowKeys = true;
    switch (tokens.currentToken()) {
      case VALUE_NULL -> timed = false;
      case VALUE_NUMBER_INT -> {
        long number64 = JsonValues.readLong(tokens, TableSchema.TIME);
        time = JsonValues.scale(number64, TimePrecision.ofMagnitude(number64));
        timed = true;
      }
      case VALUE_STRING -> {
        time = JsonValues.parseTime(tokens.getText());
        timed = true;
      }
      default -> throw new RefusedRowException(() -> "the time is neither an integer nor a string");
    }
  }

  private void readFields(JsonBody body) throws IOException, RefusedRowException {
    JsonParser tokens = body.tokens;
    int maxBytes = body.context.writeLimits().maxStringBytes();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      String name = tokens.currentName();
      JsonToken token = tokens.nextToken();
      ColumnType type = JsonValues.typeOf(token, name);
      if (type == null) {
        continue;
      }
      int most = body.context.writeLimits().maxColumnsPerTable();
      if (fields.size() == most) {
        throw new RefusedRowException(() ->
            "the row has more than "
                + most
                + " fields "
                + StoreLimits.MAX_COLUMNS_PER_TABLE.clause());
      }
      switch (type) {
        case BOOLEAN -> fields.add(name, type, token == JsonToken.VALUE_TRUE ? 1 : 0, 0);
        case DOUBLE -> {
          double value = JsonValues.readDouble(tokens, name);
          fields.add(name, type, Double.doubleToRawLongBits(value), 0);
        }
        case STRING -> {
          int at = fields.text().length;
          int length = JsonValues.appendString(tokens, fields.text(), name, maxBytes);
          fields.add(name, type, at, length);
        }
        default -> fields.add(name, type, JsonValues.readLong(tokens, name), 0);
      }
    }
  }

  /** Puts the row into the batch. */
  void store(JsonBody body, WriteBatch batch) throws MalformedBodyException, RefusedRowException {
    String name = table;
    if (name == null) {
      throw body.malformed("element " + number + " has no key table (or measurement or m)");
    }
    if (fields.size() == 0) {
      throw new RefusedRowException(() -> "the row has no field with a value");
    }
    for (int i = 0; i < key.size(); i++) {
      String tag = key.tag(i).nameString();
      for (int k = 0; k < fields.size(); k++) {
        if (fields.name(k).equals(tag)) {
          throw new RefusedRowException(
              () -> "the field " + tag + " has the name of a tag of its row");
        }
      }
    }
    TableBatch rows = batch.table(name);
    touched = rows;
    fields.putInto(rows);
    rows.endRow(rows.series(key), timed ? time : body.context.serverTimeNanos(), number);
  }

  /** Checks that an object with columns has nothing of a row. */
  void checkNothingBesideTable(JsonBody body) throws MalformedBodyException {
    if (rowKeys) {
      throw body.malformed("an object with columns has no other keys than m and columns");
    }
  }

  /** Reads the tags of a row, and knows those of the row before it by heart. */
  private static final class TagsMemo {
    private final List<SeriesKey.Tag> list = new ArrayList<>();
    private SeriesKey last = SeriesKey.NONE;

    SeriesKey read(JsonBody body) throws IOException, RefusedRowException {
      JsonParser tokens = body.tokens;
      WriteLimits limits = body.context.writeLimits();
      list.clear();
      while (tokens.nextToken() != JsonToken.END_OBJECT) {
        String name = tokens.currentName();
        JsonToken token = tokens.nextToken();
        if (token == JsonToken.VALUE_NULL) {
          continue;
        }
        if (token != JsonToken.VALUE_STRING) {
          throw new RefusedRowException(() -> "the tag " + name + " is not a string");
        }
        list.add(NameRule.tag(name, tokens.getText(), limits));
      }
      SeriesKey read = SeriesKey.of(list);
      if (!read.equals(last)) {
        last = read;
      }
      return last;
    }
  }
}
