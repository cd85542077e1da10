package io.pitwall.storage;

import io.pitwall.storage.StoreCrashBatch.Row;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.read.BlockReader;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.read.TableSnapshot;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import io.pitwall.storage.segment.SegmentFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything that a snapshot shows and compares each cell with what was sent. Marks the rows
 * it meets; a row that nobody sent, or that is met twice, is a violation at once.
 */
final class StoreCrashReader {
  private final LongFunction<@Nullable StoreCrashBatch> batches;
  private final ColumnVector vector = new ColumnVector();
  private final long[] batchIds = new long[ColumnVector.CAPACITY];
  private final Row[] rows = new Row[ColumnVector.CAPACITY];
  private final int[] cells = new int[ColumnVector.CAPACITY];
  private final Map<String, Integer> ids = new HashMap<>();
  private int reading;
  private long rowsRead;
  private long segmentsRead;
  private long chunksRead;
  private long fullChunksRead;
  private Set<Row> met = new HashSet<>();

  StoreCrashReader(LongFunction<@Nullable StoreCrashBatch> batches) {
    this.batches = batches;
  }

  /** The number of the reading that is done or under way. */
  int reading() {
    return reading;
  }

  void addTo(Map<String, Long> counts) {
    counts.merge("rows read", rowsRead, Long::sum);
    counts.merge("segments read", segmentsRead, Long::sum);
    counts.merge("chunks read", chunksRead, Long::sum);
    counts.merge("full chunks read", fullChunksRead, Long::sum);
  }

  /** Reads a snapshot and returns all rows that it shows. */
  Set<Row> rowsOf(Snapshot snapshot) throws IOException {
    read(snapshot);
    return met;
  }

  void read(Snapshot snapshot) throws IOException {
    reading++;
    met = new HashSet<>();
    for (TableSchema schema : snapshot.catalog().tables(StoreCrashWorkload.DATABASE)) {
      TableSnapshot table = snapshot.table(StoreCrashWorkload.DATABASE, schema.name());
      if (table == null) {
        throw new StoreCrashViolation("table " + schema.name() + " has a name and can't be found");
      }
      for (RowSource source : table.sources()) {
        readSource(table.schema(), source);
      }
    }
  }

  private void readSource(TableSchema schema, RowSource source) throws IOException {
    BlockReader reader = source.reader();
    ColumnSchema batchColumn = schema.find(StoreCrashWorkload.BATCH);
    ColumnSchema rowColumn = schema.find(StoreCrashWorkload.ROW);
    if (batchColumn == null || rowColumn == null) {
      throw new StoreCrashViolation("table " + schema.name() + " has rows without a batch");
    }
    count(source);
    long counted = 0;
    for (int block = 0; block < source.blockCount(); block++) {
      int count = source.blockRows(block);
      counted += count;
      meetRows(schema, reader, batchColumn, rowColumn, block, count);
      for (ColumnSchema column : schema.columns()) {
        compare(reader, column, block, source);
      }
      for (int i = 0; i < count; i++) {
        if (cells[i] != rows[i].names.length) {
          throw new StoreCrashViolation("cells are missing in " + describe(i));
        }
      }
    }
    rowsRead += counted;
    if (counted != source.rows()) {
      throw new StoreCrashViolation(
          "a source of %s counts %d rows and has %d"
              .formatted(schema.name(), source.rows(), counted));
    }
  }

  private void count(RowSource source) {
    if (source instanceof SegmentFile) {
      segmentsRead++;
    } else {
      chunksRead++;
      fullChunksRead += source.immutableId() >= 0 ? 1 : 0;
    }
  }

  private void meetRows(
      TableSchema schema,
      BlockReader reader,
      ColumnSchema batchColumn,
      ColumnSchema rowColumn,
      int block,
      int count)
      throws IOException {
    reader.read(batchColumn, block, vector);
    vector.flatten();
    System.arraycopy(vector.longs(), 0, batchIds, 0, count);
    reader.read(rowColumn, block, vector);
    vector.flatten();
    for (int i = 0; i < count; i++) {
      long line = vector.longs()[i];
      StoreCrashBatch batch = batches.apply(batchIds[i]);
      if (batch == null || line < 1 || line > batch.rows.size()) {
        throw new StoreCrashViolation(
            "row %d of batch %d was invented".formatted(line, batchIds[i]));
      }
      Row row = batch.rows.get((int) line - 1);
      if (!row.table.equals(schema.name())) {
        throw new StoreCrashViolation(
            "row %d of batch %d is in table %s".formatted(line, batchIds[i], schema.name()));
      }
      if (row.metBy == reading) {
        throw new StoreCrashViolation("row %d of batch %d is twice".formatted(line, batchIds[i]));
      }
      row.metBy = reading;
      met.add(row);
      rows[i] = row;
      cells[i] = 0;
    }
  }

  private void compare(BlockReader reader, ColumnSchema column, int block, RowSource source)
      throws IOException {
    reader.read(column, block, vector);
    vector.flatten();
    boolean isTime = column.id() == TableSchema.TIME_ID;
    boolean any = false;
    for (int i = 0; i < vector.rows(); i++) {
      if (vector.isNull(i)) {
        continue;
      }
      any = true;
      cells[i]++;
      Object sent = rows[i].value(column.name());
      if (sent == null || !isSame(sent, i)) {
        throw new StoreCrashViolation(
            "%s was sent as %s and is another in %s".formatted(column.name(), sent, describe(i)));
      }
      long time = isTime ? vector.longs()[i] : source.minTime();
      if (time < source.minTime() || time > source.maxTime()) {
        throw new StoreCrashViolation("a time outside of its source's range in " + describe(i));
      }
    }
    if (any) {
      checkId(rows[0].table, column);
    }
  }

  private boolean isSame(Object sent, int i) {
    return switch (vector.type()) {
      case TIMESTAMP, LONG ->
          sent instanceof Number number
              && number.longValue() == vector.longs()[i]
              && (sent instanceof Long || (double) vector.longs()[i] == number.doubleValue());
      case BOOLEAN -> sent.equals(vector.longs()[i] != 0);
      case DOUBLE ->
          sent instanceof Number number
              && Double.doubleToRawLongBits(number.doubleValue())
                  == Double.doubleToRawLongBits(vector.doubles()[i]);
      case STRING -> sent.equals(vector.dictionary().string(vector.codes()[i]));
    };
  }

  /** A name that has a value keeps its id, over all crashes. */
  private void checkId(String table, ColumnSchema column) {
    Integer before = ids.putIfAbsent(table + " " + column.name(), column.id());
    if (before != null && before != column.id()) {
      throw new StoreCrashViolation(
          "column %s of %s had the id %d and has %d"
              .formatted(column.name(), table, before, column.id()));
    }
  }

  private String describe(int i) {
    return "%s, batch %d, cells %s of %s"
        .formatted(rows[i].table, batchIds[i], List.of(rows[i].names), List.of(rows[i].values));
  }
}
