package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.catalog.TableDefinition;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.options.CatalogLimits;
import io.pitwall.storage.record.BatchEncoder;
import io.pitwall.storage.record.PreparedBatch;
import io.pitwall.storage.record.RecordWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A table of random rows for tests, and the records that they make. */
public final class RandomTable {
  public static final long PARTITION_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Random random;
  private final boolean hasTags;
  private final Catalog catalog = new Catalog(PARTITION_NANOS);
  private final BatchEncoder encoder = new BatchEncoder(CatalogLimits.defaults());
  private final RecordWriter writer = new RecordWriter(catalog);
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final long spreadNanos;

  /**
   * @param partitions how many partitions the times fall into, about
   */
  public RandomTable(Random random, boolean hasTags, int partitions) {
    this.random = random;
    this.hasTags = hasTags;
    spreadNanos = partitions * PARTITION_NANOS;
  }

  /** A record's bytes and what was said of them. */
  public record Made(
      byte[] payload, RecordWriter.Written written, List<Map<String, Object>> rows) {}

  public Catalog catalog() {
    return catalog;
  }

  public TableDefinition table() {
    TableDefinition table = catalog.find("db", "t");
    if (table == null) {
      throw new IllegalStateException("no record was made yet");
    }
    return table;
  }

  /** All rows so far, as {@link Rows#read} gives them. */
  public List<Map<String, Object>> rows() {
    return Rows.asRead(rows);
  }

  public Made make(int count) {
    List<Map<String, Object>> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      made.add(row(rows.size() + i));
    }
    rows.addAll(made);
    WriteBatch batch = new WriteBatch("db", catalog.publish(), WriteLimits.DEFAULT);
    Rows.add(batch, "t", made);
    batch.finish();
    PreparedBatch prepared = encoder.prepare(batch, catalog.published(), (table, column) -> true);
    ByteSink out = new ByteSink(1 << 10);
    RecordWriter.Written written = writer.write(prepared, out);
    assertThat(prepared.recordBytesAtMost()).isGreaterThanOrEqualTo(out.size());
    catalog.publish(); // the schema that the rows are read with
    return new Made(java.util.Arrays.copyOf(out.array(), out.size()), written, made);
  }

  private Map<String, Object> row(int number) {
    Map<String, Object> row = new TreeMap<>();
    long base = random.nextInt(4) == 0 ? random.nextLong(spreadNanos) : number * 1000L;
    row.put("time", base / 2000 * 2000);
    row.put("n", (long) number);
    if (hasTags && random.nextInt(10) > 0) {
      row.put("#car", "car" + random.nextInt(7));
      if (random.nextBoolean()) {
        row.put("#team", "team" + random.nextInt(3));
      }
    } else if (random.nextBoolean()) {
      row.put("car", "car" + random.nextInt(9));
    }
    row.put("speed", random.nextInt(1000) / 8.0);
    if (random.nextInt(3) > 0) {
      row.put("odd", Double.longBitsToDouble(random.nextLong()));
    }
    if (number > 300) {
      row.put("late", random.nextBoolean());
    }
    if (number < 200) {
      row.put("early", random.nextLong());
    }
    if (random.nextInt(5) > 0) {
      row.put("text", "text " + random.nextInt(1 << 20));
    }
    return row;
  }
}
