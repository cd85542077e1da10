package io.pitwall.server.ingest;

import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the tests of all parsers share: contexts, padded bodies, and a batch told as plain rows. */
public final class IngestFixtures {
  public static final long SERVER_TIME = 1_700_000_000_123_456_789L;

  private IngestFixtures() {}

  /** A catalog of given tables. */
  public record Catalog(List<TableSchema> known) implements CatalogView {
    @Override
    public long version() {
      return 1;
    }

    @Override
    public List<String> databases() {
      return List.of("default");
    }

    @Override
    public List<TableSchema> tables(String database) {
      return known;
    }

    @Override
    public @Nullable TableSchema find(String database, String table) {
      for (TableSchema schema : known) {
        if (schema.name().equals(table)) {
          return schema;
        }
      }
      return null;
    }
  }

  /**
   * One row in plain objects.
   *
   * @param fields values as Long, Double, Boolean or String
   */
  public record Row(
      String table, long time, Map<String, String> tags, Map<String, Object> fields) {}

  public static IngestContext context() {
    return context(TimePrecision.NANOSECONDS, SERVER_TIME);
  }

  public static IngestContext context(TimePrecision precision, long serverTimeNanos) {
    return new IngestContext(
        "default",
        precision,
        serverTimeNanos,
        new Catalog(List.of()),
        WriteLimits.DEFAULT,
        IngestLimits.DEFAULT);
  }

  public static IngestContext context(WriteLimits writeLimits, IngestLimits limits) {
    return new IngestContext(
        "default",
        TimePrecision.NANOSECONDS,
        SERVER_TIME,
        new Catalog(List.of()),
        writeLimits,
        limits);
  }

  public static ParsedBody parse(BodyParser parser, byte[] body, IngestContext context)
      throws MalformedBodyException {
    byte[] padded = Arrays.copyOf(body, body.length + BodyParser.PADDING);
    // What lies after a body is left over from others: make it as tempting as can be.
    Arrays.fill(padded, body.length, padded.length, (byte) '1');
    return parser.parse(padded, body.length, context);
  }

  public static ParsedBody parse(BodyParser parser, String body) throws MalformedBodyException {
    return parse(parser, body.getBytes(StandardCharsets.UTF_8), context());
  }

  /** The rows of a batch, table by table. */
  public static List<Row> rows(WriteBatch batch) {
    List<Row> rows = new ArrayList<>();
    for (TableBatch table : batch.tables()) {
      for (int row = 0; row < table.rows(); row++) {
        rows.add(row(table, row));
      }
    }
    return rows;
  }

  private static Row row(TableBatch table, int row) {
    Map<String, String> tags = new TreeMap<>();
    SeriesKey key = table.seriesKeys().get(table.rowSeries()[row]);
    for (int i = 0; i < key.size(); i++) {
      tags.put(key.tag(i).nameString(), key.tag(i).valueString());
    }
    Map<String, Object> fields = new TreeMap<>();
    for (BatchColumn column : table.columns()) {
      if (!column.isNull(row)) {
        fields.put(column.name(), value(column, row));
      }
    }
    return new Row(table.name(), table.times()[row], tags, fields);
  }

  private static Object value(BatchColumn column, int row) {
    if (column.type() == ColumnType.STRING) {
      return column.dictionary().string(column.codes()[row]);
    }
    if (column.type() == ColumnType.DOUBLE) {
      return column.doubles()[row];
    }
    return column.type() == ColumnType.BOOLEAN
        ? (Object) (column.longs()[row] != 0)
        : (Object) column.longs()[row];
  }
}
