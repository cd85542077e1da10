package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.read.BlockReader;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.read.TableSnapshot;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Rows as maps, for tests: builds batches of them and reads them back from snapshots. */
public final class Rows {
  private Rows() {}

  /**
   * A batch of rows of one table; a key that starts with {@code #} is a tag, {@code time} a long.
   */
  static WriteBatch batch(Store store, String table, List<Map<String, Object>> rows) {
    WriteBatch batch = new WriteBatch("db", store.catalog(), WriteLimits.DEFAULT);
    add(batch, table, rows);
    batch.finish();
    return batch;
  }

  public static void add(WriteBatch batch, String table, List<Map<String, Object>> rows) {
    TableBatch into = batch.table(table);
    int line = 0;
    for (Map<String, Object> row : rows) {
      line++;
      List<SeriesKey.Tag> tags = new ArrayList<>();
      for (Map.Entry<String, Object> entry : row.entrySet()) {
        String name = entry.getKey();
        if (name.startsWith("#")) {
          tags.add(SeriesKey.Tag.of(name.substring(1), (String) entry.getValue()));
        } else if (!name.equals("time")) {
          String refusal = put(into, name, entry.getValue());
          if (refusal != null) {
            throw new IllegalArgumentException(refusal);
          }
        }
      }
      into.endRow(
          into.series(SeriesKey.of(tags)), (Long) Objects.requireNonNull(row.get("time")), line);
    }
  }

  private static @Nullable String put(TableBatch into, String name, Object value) {
    int row = into.rows();
    if (value instanceof Long number) {
      return into.column(name, ColumnType.LONG).putLong(row, number);
    }
    if (value instanceof Double number) {
      return into.column(name, ColumnType.DOUBLE).putDouble(row, number);
    }
    if (value instanceof Boolean truth) {
      return into.column(name, ColumnType.BOOLEAN).putBoolean(row, truth);
    }
    BatchColumn column = into.column(name, ColumnType.STRING);
    byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
    return column.putString(row, utf8, 0, utf8.length);
  }

  /** Starts a write; the future ends when the store says so. */
  static CompletableFuture<WriteOutcome> start(Store store, WriteBatch batch) {
    CompletableFuture<WriteOutcome> future = new CompletableFuture<>();
    store.write(
        batch,
        new WriteCompletion() {
          @Override
          public void completed(WriteOutcome outcome) {
            future.complete(outcome);
          }

          @Override
          public void failed(Exception cause) {
            future.completeExceptionally(cause);
          }
        });
    return future;
  }

  static WriteOutcome write(Store store, String table, List<Map<String, Object>> rows) {
    return start(store, batch(store, table, rows)).join();
  }

  /** All rows of a table, nulls left out, in the order of the sources. */
  static List<Map<String, Object>> read(Snapshot snapshot, String table) throws IOException {
    TableSnapshot found = snapshot.table("db", table);
    return found == null ? List.of() : read(found.sources(), found.schema());
  }

  /** All rows of sources, nulls left out, in their order. */
  public static List<Map<String, Object>> read(
      List<? extends RowSource> sources, TableSchema schema) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    ColumnVector vector = new ColumnVector();
    for (RowSource source : sources) {
      BlockReader reader = source.reader();
      for (int block = 0; block < source.blockCount(); block++) {
        int first = rows.size();
        for (int i = 0; i < source.blockRows(block); i++) {
          rows.add(new TreeMap<>());
        }
        for (ColumnSchema column : schema.columns()) {
          reader.read(column, block, vector);
          vector.flatten();
          for (int i = 0; i < vector.rows(); i++) {
            if (!vector.isNull(i)) {
              rows.get(first + i).put(column.name(), value(vector, i));
            } else if (vector.type() == ColumnType.STRING && vector.codes()[i] != 0) {
              assertThat(vector.codes()[i]).isBetween(0, vector.dictionary().size() - 1);
            }
          }
        }
      }
    }
    return rows;
  }

  private static Object value(ColumnVector vector, int row) {
    return switch (vector.type()) {
      case TIMESTAMP, LONG -> vector.longs()[row];
      case BOOLEAN -> vector.longs()[row] != 0;
      case DOUBLE -> vector.doubles()[row];
      case STRING -> vector.dictionary().string(vector.codes()[row]);
    };
  }

  /** The rows as {@link #read} gives them: tags and fields alike. */
  public static List<Map<String, Object>> asRead(List<Map<String, Object>> rows) {
    List<Map<String, Object>> result = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Map<String, Object> plain = new TreeMap<>();
      row.forEach(
          (name, value) -> plain.put(name.startsWith("#") ? name.substring(1) : name, value));
      result.add(plain);
    }
    return result;
  }
}
