package io.pitwall.server.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.pitwall.server.ingest.BodyParser;
import io.pitwall.server.ingest.IngestContext;
import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.ParsedBody;
import io.pitwall.server.ingest.RefusedRows;
import io.pitwall.server.ingest.Utf8;
import io.pitwall.storage.batch.LimitException;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.column.ArrayPool;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parses JSON; the package describes the forms. A body that is no JSON or none of the forms is
 * refused as a whole, an object that can't be stored as one with its number and reason.
 */
public final class JsonRowsAndColumnsParser implements BodyParser {
  private final ArrayPool pool;
  private final RowReader rows = new RowReader();
  private final ColumnsReader columns = new ColumnsReader();
  private @Nullable JsonFactory factory;
  private @Nullable StreamReadConstraints factoryConstraints;

  public JsonRowsAndColumnsParser() {
    this(new ArrayPool());
  }

  /**
   * @param pool where batches take their memory
   */
  public JsonRowsAndColumnsParser(ArrayPool pool) {
    this.pool = pool;
  }

  @Override
  public ParsedBody parse(byte[] body, int length, IngestContext context)
      throws MalformedBodyException {
    BodyParser.checkPadding(body, length);
    if (length == 0) {
      throw new MalformedBodyException("the body is empty");
    }
    int invalid = Utf8.firstInvalid(body, 0, length);
    if (invalid >= 0) {
      throw new MalformedBodyException(
          "invalid JSON at byte " + (invalid + 1) + ": the text is not valid UTF-8");
    }
    WriteBatch batch =
        new WriteBatch(context.database(), context.catalog(), context.writeLimits(), pool);
    RefusedRows refusals = new RefusedRows(context.limits().maxReportedRefusals());
    try (JsonBody whole = new JsonBody(factory(context), body, length, context)) {
      parseWhole(whole, batch, refusals);
    } catch (IOException e) {
      throw new MalformedBodyException("invalid JSON: " + e.getMessage());
    }
    batch.finish();
    return new ParsedBody(batch, refusals.rows(), refusals.reported());
  }

  private void parseWhole(JsonBody body, WriteBatch batch, RefusedRows refusals)
      throws IOException, MalformedBodyException {
    try {
      parseTop(body, batch, refusals);
      if (body.tokens.nextToken() != null) {
        throw body.malformed("the body should end here");
      }
    } catch (JsonProcessingException e) {
      throw body.malformed(e.getLocation(), JsonLimits.reason(e, body.context));
    }
  }

  private JsonFactory factory(IngestContext context) {
    StreamReadConstraints constraints = JsonLimits.constraints(context);
    JsonFactory known = factory;
    if (known == null || !JsonLimits.areSame(constraints, factoryConstraints)) {
      known =
          JsonFactory.builder()
              .streamReadConstraints(constraints)
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
              .build();
      factory = known;
      factoryConstraints = constraints;
    }
    return known;
  }

  private void parseTop(JsonBody body, WriteBatch batch, RefusedRows refusals)
      throws IOException, MalformedBodyException {
    JsonToken first = body.tokens.nextToken();
    if (first == JsonToken.START_ARRAY) {
      parseArray(body, false, batch, refusals);
    } else if (first == JsonToken.START_OBJECT) {
      int start = body.tokenOffset();
      try {
        parseObject(body, 1, true, batch, refusals);
      } catch (StreamConstraintsException e) {
        refuse(1, 1, () -> JsonLimits.reason(e, body.context), refusals);
        body.skipLastObject(start);
      }
    } else {
      throw body.malformed("expected an object or an array of objects");
    }
  }

  /**
   * Reads the elements of an array to its end.
   *
   * @param inObject whether the array is the only member of an object
   */
  private void parseArray(JsonBody body, boolean inObject, WriteBatch batch, RefusedRows refusals)
      throws IOException, MalformedBodyException {
    int number = 1;
    JsonToken token = body.tokens.nextToken();
    while (token != JsonToken.END_ARRAY) {
      if (token != JsonToken.START_OBJECT) {
        throw body.malformed("expected an object as element " + number);
      }
      int start = body.tokenOffset();
      try {
        parseObject(body, number, false, batch, refusals);
      } catch (StreamConstraintsException e) {
        refuse(number, 1, () -> JsonLimits.reason(e, body.context), refusals);
        body.skipElement(start, inObject);
      }
      number++;
      token = body.tokens.nextToken();
    }
  }

  /**
   * Reads one object, to its end whatever comes of it.
   *
   * @throws StreamConstraintsException somewhere inside it, if it is past a limit of the parser
   */
  private void parseObject(
      JsonBody body, int number, boolean top, WriteBatch batch, RefusedRows refusals)
      throws IOException, MalformedBodyException {
    JsonParser tokens = body.tokens;
    rows.begin(number);
    columns.begin();
    Supplier<String> reason = null;
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      String key = tokens.currentName();
      int depth = tokens.getParsingContext().getNestingDepth();
      tokens.nextToken();
      if (top && key.equals("batch") && tokens.currentToken() == JsonToken.START_ARRAY) {
        parseBatch(body, batch, refusals);
        return;
      }
      try {
        if (key.equals("columns")) {
          columns.read(body, rows.table(), batch);
        } else {
          rows.readMember(key, body);
        }
      } catch (RefusedRowException | LimitException e) {
        reason = reason == null ? e::getMessage : reason;
        body.leaveTo(depth);
      }
    }
    try {
      if (reason == null) {
        if (columns.seen()) {
          rows.checkNothingBesideTable(body);
          columns.finish(body, rows.table(), batch);
        } else {
          rows.store(body, batch);
        }
        return;
      }
    } catch (RefusedRowException | LimitException e) {
      reason = e::getMessage;
    }
    refuse(number, columns.seen() ? Math.max(1, columns.rows()) : 1, reason, refusals);
  }

  /** Counts the rows of the object at hand as refused, and takes back what was put into a batch. */
  private void refuse(int number, long count, Supplier<String> why, RefusedRows refusals) {
    TableBatch touched = columns.seen() ? columns.touched() : rows.touched();
    if (touched == null) {
      refusals.add(count, number, 0, why);
    } else {
      touched.discardRow();
      refusals.add(count, number, 0, () -> "table " + touched.name() + ": " + why.get());
    }
  }

  private void parseBatch(JsonBody body, WriteBatch batch, RefusedRows refusals)
      throws IOException, MalformedBodyException {
    if (!rows.isUntouched() || columns.seen()) {
      throw body.malformed("an object with batch has no other keys");
    }
    parseArray(body, true, batch, refusals);
    if (body.tokens.nextToken() != JsonToken.END_OBJECT) {
      throw body.malformed("an object with batch has no other keys");
    }
  }
}
