package io.pitwall.server.ingest.lineprotocol;

import io.pitwall.server.ingest.BodyParser;
import io.pitwall.server.ingest.IngestContext;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.server.ingest.ParsedBody;
import io.pitwall.server.ingest.RefusedRows;
import io.pitwall.server.ingest.Utf8;
import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.LimitException;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.column.ArrayPool;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parses line protocol. A bad line is refused with its place and reason and leaves no trace; the
 * good ones are kept.
 *
 * <h2>How it is fast</h2>
 *
 * Lines repeat. The text up to the first blank is not taken apart but compared with the one that
 * followed the last line's text last time; if it is another, it is hashed while the blank is looked
 * for. Each field's name is compared with the one that followed the name before it last time.
 * Numbers are read eight digits at a time. What does not fit the expectation takes the slow way,
 * which knows the whole grammar; the fast way takes only what it would take to the same value.
 *
 * <h2>Where the next line begins after a bad one</h2>
 *
 * At the next line feed that is not in a quoted string, since what a string holds must not become a
 * row. A string that is never closed therefore takes the rest of the body with it, and its refusal
 * says so.
 *
 * <p>Methods named parse… return the index after what they have read, or {@link #FAILED} when they
 * have called {@link #fail}. A line feed follows the body, so that most loops need no bounds.
 */
public final class LineProtocolParser implements BodyParser {
  private static final int FAILED = -1;
  private static final byte[] NO_BODY = new byte[PADDING];

  private final SeriesMemo memo = new SeriesMemo();
  private final SeriesText seriesText = new SeriesText();
  private final FieldReader reader = new FieldReader();
  private final ArrayPool pool;
  private final List<TableMemo> boundTables = new ArrayList<>();
  private @Nullable WriteLimits memoLimits;
  private @Nullable SeriesEntry lastSeries;
  private long requestNumber;
  private long bindings;

  // The request at hand.
  private byte[] body = NO_BODY;
  private int end;
  private int lineNumber;
  private int newlinesInStrings;
  private int failedAt;
  private int resumeAt;
  private boolean failedInSeries;
  private Supplier<String> failure = LineProtocolParser::noFailure;

  public LineProtocolParser() {
    this(new ArrayPool());
  }

  /**
   * @param pool where batches take their memory
   */
  public LineProtocolParser(ArrayPool pool) {
    this.pool = pool;
  }

  @Override
  public ParsedBody parse(byte[] bytes, int length, IngestContext context) {
    BodyParser.checkPadding(bytes, length);
    body = bytes;
    end = length;
    bytes[length] = '\n';
    WriteBatch batch =
        new WriteBatch(context.database(), context.catalog(), context.writeLimits(), pool);
    RefusedRows refusals = new RefusedRows(context.limits().maxReportedRefusals());
    if (!context.writeLimits().equals(memoLimits)) {
      memo.clear();
      lastSeries = null;
      memoLimits = context.writeLimits();
    }
    requestNumber++;
    bindings++;
    lineNumber = 1;
    try {
      parseLines(batch, refusals, context);
    } finally {
      boundTables.forEach(TableMemo::unbind);
      boundTables.clear();
      forgetBody();
    }
    batch.finish();
    return new ParsedBody(batch, refusals.rows(), refusals.reported());
  }

  private void parseLines(WriteBatch batch, RefusedRows refusals, IngestContext context) {
    int at = Utf8.lengthOfByteOrderMark(body, end);
    while (at < end) {
      newlinesInStrings = 0;
      int next = parseLine(at, batch, context);
      if (next == FAILED) {
        next = refuse(at, refusals);
      }
      lineNumber += newlinesInStrings + 1;
      at = next;
    }
  }

  /** Lets go of the body, which is given back to others. */
  private void forgetBody() {
    body = NO_BODY;
    failure = LineProtocolParser::noFailure;
    reader.forgetBody();
    seriesText.forgetBody();
  }

  private static String noFailure() {
    return "";
  }

  /** How many series texts are remembered. */
  int rememberedSeries() {
    return memo.size();
  }

  /** Bytes of the memory that texts are unescaped in, which is kept from request to request. */
  int scratchBytes() {
    return reader.scratchBytes();
  }

  private int parseLine(int lineStart, WriteBatch batch, IngestContext context) {
    byte[] b = body;
    int at = lineStart;
    while (b[at] == ' ') {
      at++;
    }
    byte first = b[at];
    if (first == '\n' || first == '\r') {
      return parseLineEnd(at);
    }
    if (first == '#') {
      return parseComment(at);
    }
    SeriesEntry last = lastSeries;
    SeriesEntry series = last == null ? null : last.next;
    if (series == null || !series.isFollowedByBlankAt(b, at, end)) {
      series = lookUpSeries(at, context);
      if (series == null) {
        return FAILED;
      }
      if (last != null) {
        last.next = series;
      }
    }
    lastSeries = series;
    TableMemo table = series.table;
    if (!table.isBoundIn(requestNumber) && !bind(table, batch, at)) {
      return FAILED;
    }
    int next = parseRow(series, at + series.length, lineStart, context);
    if (next == FAILED && table.batch().discardRow()) {
      bindings++;
    }
    return next;
  }

  private boolean bind(TableMemo table, WriteBatch batch, int at) {
    try {
      table.bind(requestNumber, batch, end);
    } catch (LimitException e) {
      failInSeries(at, e::getMessage);
      return false;
    }
    boundTables.add(table);
    return true;
  }

  /** From the blank after the series to the end of the line. */
  private int parseRow(SeriesEntry series, int from, int lineStart, IngestContext context) {
    byte[] b = body;
    int at = skipBlanks(b, from);
    TableBatch rows = series.table.batch();
    int row = rows.rows();
    FieldMemo previous = null;
    FieldMemo expected = series.firstField;
    while (true) {
      FieldMemo field = expected;
      if (field == null || !field.isAt(b, at)) {
        field = lookUpField(series, at, context);
        if (field == null) {
          return FAILED;
        }
        if (previous == null) {
          series.firstField = field;
        } else {
          previous.next = field;
        }
      }
      if (!field.isAllowedBeside(series.shape)) {
        return failBesideTag(at, field.name);
      }
      at = parseValue(field, at + field.length, row, context);
      if (at == FAILED) {
        return FAILED;
      }
      if (b[at] != ',') {
        break;
      }
      at++;
      previous = field;
      expected = field.next;
    }
    return parseTimeAndEnd(series, rows, at, lineStart, context);
  }

  private int failBesideTag(int at, String field) {
    return fail(at, at, () -> "the field " + field + " has the name of a tag of the same line");
  }

  private int parseValue(FieldMemo field, int at, int row, IngestContext context) {
    byte[] b = body;
    byte c = b[at];
    int digitsAt = c == '-' ? at + 1 : at;
    long values = Digits.values(Swar.load(b, digitsAt));
    long nonDigits = Digits.nonDigits(values);
    int whole = Swar.first(nonDigits);
    if (whole >= 8) {
      return parseValueSlowly(field, at, row, context);
    }
    byte stop = b[digitsAt + whole];
    if (stop == '.') {
      // The point is cut out of the word, so that the digits on both sides are one number.
      int length = Swar.first(nonDigits & (nonDigits - 1));
      if (length >= 8 || length < 2 || !isFieldEnd(b[digitsAt + length])) {
        return parseValueSlowly(field, at, row, context);
      }
      long below = (1L << (8 * whole)) - 1;
      long digits = (values & below) | ((values >>> 8) & ~below);
      double value = Digits.number(digits, length - 1) / Digits.POWERS_OF_TEN[length - 1 - whole];
      return putDouble(field, at, digitsAt + length, row, c == '-' ? -value : value);
    }
    if (whole == 0) {
      return parseValueSlowly(field, at, row, context);
    }
    long value = Digits.number(values, whole);
    if (stop == 'i' && isFieldEnd(b[digitsAt + whole + 1])) {
      return putLong(field, at, digitsAt + whole + 1, row, c == '-' ? -value : value);
    }
    if (isFieldEnd(stop)) {
      double asDouble = value;
      return putDouble(field, at, digitsAt + whole, row, c == '-' ? -asDouble : asDouble);
    }
    return parseValueSlowly(field, at, row, context);
  }

  private static boolean isFieldEnd(byte c) {
    return c == ',' || c == ' ' || c == '\n' || c == '\r';
  }

  private int putLong(FieldMemo field, int at, int next, int row, long value) {
    try {
      String why = field.column(bindings, ColumnType.LONG).putLong(row, value);
      return why == null ? next : fail(at, next, () -> why);
    } catch (LimitException e) {
      return fail(at, next, e::getMessage);
    }
  }

  private int putDouble(FieldMemo field, int at, int next, int row, double value) {
    try {
      String why = field.column(bindings, ColumnType.DOUBLE).putDouble(row, value);
      return why == null ? next : fail(at, next, () -> why);
    } catch (LimitException e) {
      return fail(at, next, e::getMessage);
    }
  }

  private int parseValueSlowly(FieldMemo field, int at, int row, IngestContext context) {
    FieldReader.Kind kind = reader.read(body, at, end, context.writeLimits().maxStringBytes());
    int next = reader.next();
    try {
      return switch (kind) {
        case FAULT ->
            fail(reader.failedAt(), next, () -> "field " + field.name + ": " + reader.reason());
        case LONG -> putLong(field, at, next, row, reader.longValue());
        case DOUBLE -> putDouble(field, at, next, row, reader.doubleValue());
        case BOOLEAN -> {
          BatchColumn column = field.column(bindings, ColumnType.BOOLEAN);
          String why = column.putBoolean(row, reader.longValue() != 0);
          yield why == null ? next : fail(at, next, () -> why);
        }
        case STRING -> putString(field, at, next, row);
      };
    } catch (LimitException e) {
      return fail(at, next, e::getMessage);
    }
  }

  private int putString(FieldMemo field, int at, int next, int row) {
    newlinesInStrings += reader.newlines();
    int length = reader.stringLength();
    BatchColumn column = field.column(bindings, ColumnType.STRING);
    String why = column.putString(row, reader.stringBytes(), reader.stringOffset(), length);
    return why == null ? next : fail(at, next, () -> why);
  }

  private int parseTimeAndEnd(
      SeriesEntry series, TableBatch rows, int from, int lineStart, IngestContext context) {
    byte[] b = body;
    if (!isFieldEnd(b[from])) {
      return fail(from, from, unexpected(b[from], " after a field"));
    }
    int at = skipBlanks(b, from);
    long time = context.serverTimeNanos();
    if (b[at] != '\n' && b[at] != '\r') {
      int next = reader.readTime(b, at, end);
      if (next < 0) {
        return fail(reader.failedAt(), at, reader::reason);
      }
      time = reader.longValue();
      long unit = context.precision().nanos();
      if (unit != 1) {
        if (!context.precision().fits(time)) {
          long given = time;
          return fail(
              at, next, () -> "the timestamp " + given + " is out of range in this precision");
        }
        time *= unit;
      }
      at = skipBlanks(b, next);
    }
    int next = parseLineEnd(at);
    if (next == FAILED) {
      return FAILED;
    }
    if (at - lineStart > context.limits().maxLineBytes()) {
      return failForLength(at - lineStart, context, at);
    }
    try {
      rows.endRow(series.code(requestNumber), time, lineNumber);
    } catch (LimitException e) {
      return fail(lineStart, at, e::getMessage);
    }
    return next;
  }

  private int parseLineEnd(int at) {
    byte[] b = body;
    if (b[at] == '\n') {
      return at + 1;
    }
    if (b[at] == '\r' && (b[at + 1] == '\n' || at + 1 >= end)) {
      return at + 2;
    }
    return fail(at, at, unexpected(b[at], " where the line should end"));
  }

  private int parseComment(int from) {
    byte[] b = body;
    int at = from;
    while (!SeriesText.isControl(b[at]) || b[at] == '\t') {
      at++;
    }
    if (b[at] == '\n' || b[at] == '\r') {
      return parseLineEnd(at);
    }
    failInSeries(at, unexpected(b[at], " in a comment"));
    resumeAt = Swar.indexOf(b, at, end, '\n');
    return FAILED;
  }

  private static int skipBlanks(byte[] b, int from) {
    int at = from;
    while (b[at] == ' ') {
      at++;
    }
    return at;
  }

  /** Finds the blank after the series, hashing on the way, and the entry of the text before it. */
  private @Nullable SeriesEntry lookUpSeries(int from, IngestContext context) {
    byte[] b = body;
    long hash = SeriesMemo.start();
    int wordAt = from;
    int stop;
    search:
    while (true) {
      long word = Swar.load(b, wordAt);
      long hits = Swar.blanksAndControls(word);
      while (hits != 0) {
        int at = wordAt + Swar.first(hits);
        byte c = b[at];
        // Above the first hit there may be false ones.
        if (c >= 0 && c <= ' ' && (c != ' ' || b[at - 1] != '\\')) {
          stop = at;
          hash = SeriesMemo.mixLast(hash, word, at - wordAt);
          break search;
        }
        hits &= hits - 1;
      }
      hash = SeriesMemo.mix(hash, word);
      wordAt += 8;
    }
    SeriesEntry entry = memo.find(b, from, stop, hash);
    if (entry == null) {
      entry = takeApart(from, stop, hash, context);
    }
    if (entry != null && b[stop] != ' ') {
      byte found = b[stop];
      failInSeries(stop, () -> "expected a blank and a field, not " + SeriesText.describe(found));
      return null;
    }
    return entry;
  }

  private @Nullable SeriesEntry takeApart(int from, int to, long hash, IngestContext context) {
    if (to - from > context.limits().maxLineBytes()) {
      failForLength(to - from, context, to);
      failedInSeries = true;
      return null;
    }
    if (!seriesText.parse(body, from, to, context.writeLimits())) {
      failInSeries(seriesText.failedAt(), seriesText::reason);
      return null;
    }
    memo.makeRoomFor(to - from, context.limits());
    TableMemo table = memo.table(seriesText.measurement());
    SeriesEntry entry =
        new SeriesEntry(
            Arrays.copyOfRange(body, from, to),
            hash,
            table,
            seriesText.key(),
            table.shape(seriesText.tagNames()));
    memo.add(entry);
    return entry;
  }

  private @Nullable FieldMemo lookUpField(SeriesEntry series, int from, IngestContext context) {
    byte[] b = body;
    int at = reader.readName(b, from, end, context.writeLimits().maxNameBytes());
    if (at < 0) {
      fail(reader.failedAt(), reader.failedAt(), reader::reason);
      return null;
    }
    FieldMemo field = series.table.field(b, from, at - from);
    if (field != null) {
      return field;
    }
    String name = reader.name();
    if (name.equals(TableSchema.TIME)) {
      fail(from, from, () -> "a field can't be named time, which is the row's timestamp");
      return null;
    }
    return series.table.addField(name, b, from, at - from);
  }

  private int failForLength(int length, IngestContext context, int resume) {
    return fail(
        resume,
        resume,
        () ->
            "the line has more than "
                + context.limits().maxLineBytes()
                + " bytes "
                + IngestLimits.MAX_LINE_BYTES.clause()
                + ": "
                + length);
  }

  private void failInSeries(int at, Supplier<String> reason) {
    fail(at, at, reason);
    failedInSeries = true;
  }

  private static Supplier<String> unexpected(byte found, String where) {
    return () -> "unexpected " + SeriesText.describe(found) + where;
  }

  /**
   * Notes why a line is refused; a reason is only made if the answer will list it.
   *
   * @param resume where to go on looking for the end of the line, outside of strings
   */
  private int fail(int at, int resume, Supplier<String> reason) {
    failedAt = at;
    resumeAt = resume;
    failure = reason;
    failedInSeries = false;
    return FAILED;
  }

  /** Notes the failure and finds the next line. */
  private int refuse(int lineStart, RefusedRows refusals) {
    refusals.add(1, lineNumber, failedAt - lineStart + 1, failure);
    int next = LineEnds.next(body, resumeAt, end, failedInSeries);
    newlinesInStrings = LineEnds.count(body, lineStart, Math.min(next, end + 1)) - 1;
    return next;
  }
}
