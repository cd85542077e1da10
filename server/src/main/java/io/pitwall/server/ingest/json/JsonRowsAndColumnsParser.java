package io.pitwall.server.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
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
  private int factoryDepth;

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
    JsonFactory json = factory(context.limits().maxDepth());
    try (JsonParser tokens = json.createParser(body, 0, length)) {
      JsonBody whole = new JsonBody(json, tokens, body, length, context);
      parseTop(whole, batch, refusals);
      if (tokens.nextToken() != null) {
        throw whole.malformed("the body should end here");
      }
    } catch (JsonProcessingException e) {
      throw JsonBody.malformed(e.getLocation(), e.getOriginalMessage());
    } catch (IOException e) {
      throw new MalformedBodyException("invalid JSON: " + e.getMessage());
    }
    batch.finish();
    return new ParsedBody(batch, refusals.rows(), refusals.reported());
  }

  private JsonFactory factory(int depth) {
    JsonFactory known = factory;
    if (known == null || factoryDepth != depth) {
      known =
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(depth).build())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
              .build();
      factory = known;
      factoryDepth = depth;
    }
    return known;
  }

  private void parseTop(JsonBody body, WriteBatch batch, RefusedRows refusals)
      throws IOException, MalformedBodyException {
    JsonToken first = body.tokens.nextToken();
    if (first == JsonToken.START_ARRAY) {
      parseArray(body, batch, refusals);
    } else if (first == JsonToken.START_OBJECT) {
      parseObject(body, 1, true, batch, refusals);
    } else {
      throw body.malformed("expected an object or an array of objects");
    }
  }

  private void parseArray(JsonBody body, WriteBatch batch, RefusedRows refusals)
      throws IOException, MalformedBodyException {
    int number = 1;
    JsonToken token = body.tokens.nextToken();
    while (token != JsonToken.END_ARRAY) {
      if (token != JsonToken.START_OBJECT) {
        throw body.malformed("expected an object as element " + number);
      }
      parseObject(body, number++, false, batch, refusals);
      token = body.tokens.nextToken();
    }
  }

  /** Reads one object, to its end whatever comes of it. */
  private void parseObject(
      JsonBody body, int number, boolean top, WriteBatch batch, RefusedRows refusals)
      throws IOException, MalformedBodyException {
    JsonParser tokens = body.tokens;
    rows.begin(number);
    columns.begin();
    long refused = 1;
    String reason = null;
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
        reason = reason == null ? String.valueOf(e.getMessage()) : reason;
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
      reason = String.valueOf(e.getMessage());
    }
    TableBatch touched = columns.seen() ? columns.touched() : rows.touched();
    if (touched != null) {
      touched.discardRow();
      reason = "table " + touched.name() + ": " + reason;
    }
    refused = columns.seen() ? Math.max(1, columns.rows()) : refused;
    refusals.add(refused, number, 0, reason);
  }

  private void parseBatch(JsonBody body, WriteBatch batch, RefusedRows refusals)
      throws IOException, MalformedBodyException {
    if (!rows.isUntouched() || columns.seen()) {
      throw body.malformed("an object with batch has no other keys");
    }
    parseArray(body, batch, refusals);
    if (body.tokens.nextToken() != JsonToken.END_OBJECT) {
      throw body.malformed("an object with batch has no other keys");
    }
  }
}
