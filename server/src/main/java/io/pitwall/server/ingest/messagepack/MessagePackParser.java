package io.pitwall.server.ingest.messagepack;

import io.pitwall.server.ingest.BodyParser;
import io.pitwall.server.ingest.IngestContext;
import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.ParsedBody;
import io.pitwall.server.ingest.RefusedRows;
import io.pitwall.server.ingest.TimePrecision;
import io.pitwall.server.ingest.Utf8;
import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.LimitException;
import io.pitwall.storage.batch.NameRule;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.column.ArrayPool;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parses MessagePack; the package describes the forms. A body that is no MessagePack or none of the
 * forms is refused as a whole, a map that can't be stored as one with its number and reason.
 */
public final class MessagePackParser implements BodyParser {
  private static final Set<String> KEYS =
      Set.of("m", "columns", "t", "h", "fields", "f", "tags", "batch");
  private static final byte[] HOST = "host".getBytes(StandardCharsets.UTF_8);
  private static final byte[] UNKNOWN = "unknown".getBytes(StandardCharsets.UTF_8);

  private final ArrayPool pool;
  private final MessagePackReader reader = new MessagePackReader();

  // The request at hand.
  private @Nullable TableBatch current;
  private int currentRows;

  public MessagePackParser() {
    this(new ArrayPool());
  }

  /**
   * @param pool where batches take their memory
   */
  public MessagePackParser(ArrayPool pool) {
    this.pool = pool;
  }

  @Override
  public ParsedBody parse(byte[] body, int length, IngestContext context)
      throws MalformedBodyException {
    BodyParser.checkPadding(body, length);
    if (length == 0) {
      throw new MalformedBodyException("the body is empty");
    }
    reader.reset(body, length);
    WriteBatch batch =
        new WriteBatch(context.database(), context.catalog(), context.writeLimits(), pool);
    RefusedRows refusals = new RefusedRows(context.limits().maxReportedRefusals());
    ColumnDecoder decoder = new ColumnDecoder(reader, context.writeLimits().maxStringBytes());
    if (reader.peek() == MessagePackReader.Kind.ARRAY) {
      parsePayloads(batch, decoder, refusals, context);
    } else {
      parseTopMap(batch, decoder, refusals, context);
    }
    if (reader.at != length) {
      throw reader.malformed("the body should end here");
    }
    batch.finish();
    return new ParsedBody(batch, refusals.rows(), refusals.reported());
  }

  private void parsePayloads(
      WriteBatch batch, ColumnDecoder decoder, RefusedRows refusals, IngestContext context)
      throws MalformedBodyException {
    int payloads = reader.readArrayHeader("an array of maps");
    for (int i = 1; i <= payloads; i++) {
      parsePayload(i, batch, decoder, refusals, context);
    }
  }

  private void parseTopMap(
      WriteBatch batch, ColumnDecoder decoder, RefusedRows refusals, IngestContext context)
      throws MalformedBodyException {
    int start = reader.at;
    int entries = reader.readMapHeader("a map or an array of maps");
    if (entries == 1 && reader.peek() == MessagePackReader.Kind.STRING) {
      if (reader.readName().equals("batch")) {
        parsePayloads(batch, decoder, refusals, context);
        return;
      }
    }
    reader.at = start;
    parsePayload(1, batch, decoder, refusals, context);
  }

  private void parsePayload(
      int number,
      WriteBatch batch,
      ColumnDecoder decoder,
      RefusedRows refusals,
      IngestContext context)
      throws MalformedBodyException {
    int start = reader.at;
    current = null;
    currentRows = 1;
    Supplier<String> reason;
    try {
      parseMap(number, batch, decoder, context);
      return;
    } catch (RefusedPayloadException | LimitException e) {
      reason = e::getMessage;
    }
    TableBatch table = current;
    if (table == null) {
      refusals.add(currentRows, number, 0, reason);
    } else {
      table.discardRow();
      refusals.add(currentRows, number, 0, () -> "table " + table.name() + ", " + reason.get());
    }
    reader.at = start;
    reader.skip();
  }

  private void parseMap(int number, WriteBatch batch, ColumnDecoder decoder, IngestContext context)
      throws MalformedBodyException, RefusedPayloadException {
    int entries = reader.readMapHeader("a map with m and columns, or with m and fields");
    Map<String, Integer> places = new HashMap<>();
    String table = null;
    boolean columnsDone = false;
    for (int i = 0; i < entries; i++) {
      int keyAt = reader.at;
      String key = reader.readName();
      if (!KEYS.contains(key) || key.equals("batch") || places.containsKey(key)) {
        reader.at = keyAt;
        throw reader.malformed(
            places.containsKey(key)
                ? "the key " + key + " occurs twice"
                : "the key '" + key + "' is unknown; use m, columns, t, h, fields, f or tags");
      }
      places.put(key, reader.at);
      if (key.equals("m")) {
        table = readNamed("measurement_", "m");
      } else if (key.equals("columns") && table != null) {
        parseColumns(batch.table(table), decoder, context);
        columnsDone = true;
      } else {
        reader.skip();
      }
    }
    int afterMap = reader.at;
    if (table == null) {
      throw reader.malformed("the map has no key m, which names the table");
    }
    if (places.containsKey("columns")) {
      if (places.size() > 2) {
        throw reader.malformed("a map with columns has no other keys than m and columns");
      }
      if (!columnsDone) {
        reader.at = places.get("columns");
        parseColumns(batch.table(table), decoder, context);
      }
    } else {
      parseRow(number, batch.table(table), places, decoder, context);
    }
    reader.at = afterMap;
  }

  /** A name, or an integer after a prefix. */
  private String readNamed(String prefix, String key)
      throws MalformedBodyException, RefusedPayloadException {
    return switch (reader.peek()) {
      case STRING -> reader.readName();
      case INTEGER -> {
        if (reader.isBeyondLong()) {
          throw new RefusedPayloadException(() -> "the integer of " + key + " is beyond 64 bits");
        }
        yield prefix + reader.readLong();
      }
      default ->
          throw reader.malformed(key + " is a string or an integer, not " + reader.peek().words);
    };
  }

  private void parseColumns(TableBatch table, ColumnDecoder decoder, IngestContext context)
      throws MalformedBodyException, RefusedPayloadException {
    current = table;
    int columns = reader.readMapHeader("a map of columns");
    int rows = -1;
    boolean timed = false;
    Set<String> names = new HashSet<>();
    for (int i = 0; i < columns; i++) {
      int keyAt = reader.at;
      String name = reader.readName();
      if (!names.add(name)) {
        reader.at = keyAt;
        throw reader.malformed("the column " + name + " occurs twice");
      }
      int arrayAt = reader.at;
      int count = reader.readArrayHeader("an array of values for column " + name);
      if (rows >= 0 && count != rows) {
        reader.at = arrayAt;
        throw reader.malformed(
            "column " + name + " has " + count + " values, the columns before it " + rows);
      }
      rows = count;
      currentRows = count;
      if (name.equals(TableSchema.TIME)) {
        decoder.decodeTimes(table, count);
        timed = true;
      } else {
        decoder.decode(table, name, count);
      }
    }
    if (columns == (timed ? 1 : 0)) {
      throw new RefusedPayloadException(() -> "there is no column beside time");
    }
    endRows(table, rows, timed, context);
  }

  private static void endRows(TableBatch table, int rows, boolean timed, IngestContext context) {
    if (rows <= 0) {
      return;
    }
    int from = table.rows();
    table.reserve(from + rows);
    if (!timed) {
      Arrays.fill(table.times(), from, from + rows, context.serverTimeNanos());
    }
    table.endRows(rows, table.series(SeriesKey.NONE), 1);
  }

  private void parseRow(
      int number,
      TableBatch table,
      Map<String, Integer> places,
      ColumnDecoder decoder,
      IngestContext context)
      throws MalformedBodyException, RefusedPayloadException {
    current = table;
    SeriesKey key = readTags(places, context);
    Integer fieldsAt = places.get("fields");
    Integer listAt = places.get("f");
    if (fieldsAt == null ? listAt == null : listAt != null) {
      throw reader.malformed("a row has either fields or f");
    }
    int put;
    if (fieldsAt != null) {
      reader.at = fieldsAt;
      put = parseFields(table, key, decoder);
    } else {
      reader.at = listAt == null ? 0 : listAt;
      put = parseFieldList(table, key, decoder);
    }
    if (put == 0) {
      throw new RefusedPayloadException(() -> "the row has no field with a value");
    }
    Integer timeAt = places.get("t");
    long time = timeAt == null ? context.serverTimeNanos() : readTime(timeAt);
    table.endRow(table.series(key), time, number);
  }

  private int parseFields(TableBatch table, SeriesKey key, ColumnDecoder decoder)
      throws MalformedBodyException, RefusedPayloadException {
    int fields = reader.readMapHeader("a map of fields");
    Set<String> names = new HashSet<>();
    int put = 0;
    for (int i = 0; i < fields; i++) {
      String name = reader.readName();
      if (!names.add(name)) {
        throw reader.malformed("the field " + name + " occurs twice");
      }
      put += putField(table, key, name, decoder);
    }
    return put;
  }

  private int parseFieldList(TableBatch table, SeriesKey key, ColumnDecoder decoder)
      throws MalformedBodyException, RefusedPayloadException {
    int fields = reader.readArrayHeader("an array of fields");
    int put = 0;
    for (int i = 0; i < fields; i++) {
      put += putField(table, key, "field_" + i, decoder);
    }
    return put;
  }

  private int putField(TableBatch table, SeriesKey key, String name, ColumnDecoder decoder)
      throws MalformedBodyException, RefusedPayloadException {
    for (int i = 0; i < key.size(); i++) {
      if (key.tag(i).nameString().equals(name)) {
        throw new RefusedPayloadException(
            () -> "the field " + name + " has the name of a tag of the same row");
      }
    }
    MessagePackReader.Kind kind = reader.peek();
    ColumnType type =
        switch (kind) {
          case NIL -> null;
          case BOOLEAN -> ColumnType.BOOLEAN;
          case INTEGER -> ColumnType.LONG;
          case FLOAT -> ColumnType.DOUBLE;
          case STRING -> ColumnType.STRING;
          default ->
              throw new RefusedPayloadException(
                  () -> "the field " + name + " is " + kind.words + ", which a column can't hold");
        };
    if (type == null) {
      reader.at++;
      return 0;
    }
    BatchColumn column = table.column(name, type);
    String why = decoder.put(column, table.rows(), kind);
    if (why != null) {
      throw new RefusedPayloadException(() -> why);
    }
    return 1;
  }

  private long readTime(int timeAt) throws MalformedBodyException, RefusedPayloadException {
    reader.at = timeAt;
    MessagePackReader.Kind kind = reader.peek();
    if (kind != MessagePackReader.Kind.INTEGER || reader.isBeyondLong()) {
      throw new RefusedPayloadException(
          () -> "t is " + kind.words + ", not a time as an integer of 64 bits with a sign");
    }
    long time = reader.readLong();
    TimePrecision unit = TimePrecision.ofMagnitude(time);
    if (!unit.fits(time)) {
      throw new RefusedPayloadException(() ->
          "t is "
              + time
              + ", which its size makes a time in "
              + unit.name().toLowerCase(Locale.ROOT)
              + "; that is beyond 64 bits of nanoseconds");
    }
    return time * unit.nanos();
  }

  private SeriesKey readTags(Map<String, Integer> places, IngestContext context)
      throws MalformedBodyException, RefusedPayloadException {
    List<SeriesKey.Tag> tags = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Integer hostAt = places.get("h");
    Integer tagsAt = places.get("tags");
    if (tagsAt != null) {
      reader.at = tagsAt;
      int count = reader.readMapHeader("a map of tags");
      for (int i = 0; i < count; i++) {
        readTag(tags, names, context);
      }
    }
    if (hostAt != null) {
      reader.at = hostAt;
      byte[] host = readNamed("host_", "h").getBytes(StandardCharsets.UTF_8);
      addTag(tags, names, "host", host, context);
    } else if (!names.contains("host")) {
      tags.add(new SeriesKey.Tag(HOST, UNKNOWN));
    }
    return SeriesKey.of(tags);
  }

  private void readTag(List<SeriesKey.Tag> tags, Set<String> names, IngestContext context)
      throws MalformedBodyException, RefusedPayloadException {
    String name = reader.readName();
    if (reader.peek() == MessagePackReader.Kind.NIL) {
      reader.at++;
      return;
    }
    if (reader.peek() != MessagePackReader.Kind.STRING) {
      MessagePackReader.Kind kind = reader.peek();
      throw new RefusedPayloadException(
          () -> "the tag " + name + " is " + kind.words + ", not a string");
    }
    reader.readString();
    int offset = reader.stringOffset();
    int to = offset + reader.stringLength();
    if (Utf8.firstInvalid(reader.body, offset, to) >= 0) {
      throw new RefusedPayloadException(() -> "the tag " + name + " is not valid UTF-8");
    }
    addTag(tags, names, name, Arrays.copyOfRange(reader.body, offset, to), context);
  }

  private static void addTag(
      List<SeriesKey.Tag> tags, Set<String> names, String name, byte[] value, IngestContext context)
      throws RefusedPayloadException {
    if (!names.add(name)) {
      throw new RefusedPayloadException(() -> "the tag " + name + " occurs twice");
    }
    tags.add(NameRule.tag(name, value, context.writeLimits()));
  }
}
