package io.pitwall.storage;

import io.pitwall.storage.StoreCrashBatch.Row;
import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.simulation.Chance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches by chance: a few or many tables with and without tags, nulls, all types, columns
 * that come up later or widen, values that a table may refuse, late times and several partitions.
 * Every row carries {@code batch} and {@code row}.
 */
final class StoreCrashWorkload {
  static final String DATABASE = "db";
  static final String BATCH = "batch";
  static final String ROW = "row";

  private static final String PLAIN = "plain";
  private static final int MANY_TABLES = 40;

  /** Each so many parts of batches have more rows than a small chunk. */
  private static final int LARGE_ONE_IN = 16;

  private static final double[] ODD_DOUBLES = {
    -0.0,
    0.0,
    1.0,
    Double.NaN,
    Double.longBitsToDouble(0x7ff8000000000123L),
    Double.POSITIVE_INFINITY,
    Double.MIN_VALUE,
    1e300
  };

  private final Chance chance;
  private final @Nullable Chance large;
  private final long partitionWidthNanos;
  private final int widensFrom;
  private final List<String> tables = new ArrayList<>(List.of("engine", PLAIN, "tyre", "pit"));
  private long now;
  private int nextBatch = 1;

  /**
   * Makes a workload.
   *
   * @param large draws when a batch is large; null: none is
   */
  StoreCrashWorkload(Chance chance, long partitionWidthNanos, @Nullable Chance large) {
    this.chance = chance;
    this.large = large;
    this.partitionWidthNanos = partitionWidthNanos;
    this.widensFrom = chance.oneIn(4) ? Integer.MAX_VALUE : chance.below(60);
    this.now = 1_000 * partitionWidthNanos;
    for (int i = chance.oneIn(8) ? 0 : MANY_TABLES; i < MANY_TABLES; i++) {
      tables.add("table" + i);
    }
  }

  /** A batch as the store takes it. */
  record Made(StoreCrashBatch remembered, WriteBatch batch) {}

  Made next(Store store) {
    StoreCrashBatch remembered = new StoreCrashBatch(nextBatch++);
    WriteBatch batch = new WriteBatch(DATABASE, store.catalog(), WriteLimits.DEFAULT);
    int parts = chance.oneIn(3) ? chance.between(2, 3) : 1;
    for (int i = 0; i < parts; i++) {
      String table = tables.get(chance.below(tables.size()));
      int rows = chance.oneIn(6) ? chance.between(10, 40) : chance.between(1, 8);
      if (large != null && large.oneIn(LARGE_ONE_IN)) {
        rows += large.between(60, 200);
      }
      for (int row = 0; row < rows; row++) {
        addRow(remembered, batch, table);
      }
    }
    batch.finish();
    return new Made(remembered, batch);
  }

  private void addRow(StoreCrashBatch remembered, WriteBatch batch, String table) {
    List<String> names = new ArrayList<>(12);
    List<Object> values = new ArrayList<>(12);
    int line = remembered.rows.size() + 1;
    now += chance.oneIn(100) ? partitionWidthNanos / 2 : chance.below(1000);
    long time = chance.oneIn(50) ? now - chance.below(3) * partitionWidthNanos : now;
    put(names, values, "time", time);
    put(names, values, BATCH, (long) remembered.id);
    put(names, values, ROW, (long) line);
    List<SeriesKey.Tag> tags = new ArrayList<>(2);
    boolean risky = putTags(table, names, values, tags);
    risky |= putFields(remembered.id, table, names, values);
    TableBatch into = batch.table(table);
    for (int i = 1; i < names.size(); i++) {
      if (!isTag(tags, names.get(i)) && offer(into, names.get(i), values.get(i)) != null) {
        into.discardRow(); // as a parser does with a row that contradicts its own batch
        return;
      }
    }
    into.endRow(into.series(SeriesKey.of(tags)), time, line);
    remembered.rows.add(new Row(table, names, values, risky));
  }

  private boolean putTags(
      String table, List<String> names, List<Object> values, List<SeriesKey.Tag> tags) {
    if (table.equals(PLAIN)) {
      return false;
    }
    if (!chance.oneIn(6)) {
      putTag(names, values, tags, "car", "c" + chance.below(5));
    }
    if (chance.oneIn(3)) {
      putTag(names, values, tags, "driver", "d" + chance.below(3));
    }
    if (chance.oneIn(60)) {
      putTag(names, values, tags, "odd", "tag");
      return true;
    }
    return false;
  }

  private static void putTag(
      List<String> names,
      List<Object> values,
      List<SeriesKey.Tag> tags,
      String name,
      String value) {
    tags.add(SeriesKey.Tag.of(name, value));
    put(names, values, name, value);
  }

  private boolean putFields(int batch, String table, List<String> names, List<Object> values) {
    boolean risky = false;
    if (!chance.oneIn(4)) {
      boolean fraction = batch >= widensFrom && chance.oneIn(3);
      put(names, values, "a", fraction ? (Object) (chance.below(1000) / 8.0) : number());
    }
    if (chance.oneIn(2)) {
      double odd = ODD_DOUBLES[chance.below(ODD_DOUBLES.length)];
      put(names, values, "d", chance.oneIn(3) ? odd : chance.below(100_000) / 100.0);
    }
    if (chance.oneIn(3)) {
      put(names, values, "f", chance.oneIn(2));
    }
    if (chance.oneIn(3)) {
      put(names, values, "s", chance.oneIn(5) ? "" : "s" + chance.below(6));
    }
    if (table.equals(PLAIN) && chance.oneIn(4)) {
      put(names, values, "driver", "field");
      put(names, values, "text", "a longer text number " + chance.nextLong() + " é");
    }
    if (chance.oneIn(12)) {
      int number = chance.below(1 + batch / 6);
      Object value = number % 2 == 0 ? (Object) number() : "new";
      put(names, values, "new" + number, value);
    }
    if (chance.oneIn(25)) {
      risky = true;
      put(names, values, "odd", anyKind());
    }
    if (chance.oneIn(25)) {
      risky = true;
      long beyond = (1L << 53) + 1 + chance.below(9);
      put(names, values, "big", chance.oneIn(2) ? (Object) beyond : 0.5);
    }
    return risky && !names.isEmpty();
  }

  private Long number() {
    return (long) chance.below(chance.oneIn(10) ? 1_000_000_000 : 50);
  }

  private Object anyKind() {
    return switch (chance.below(3)) {
      case 0 -> 7L;
      case 1 -> true;
      default -> "odd";
    };
  }

  /** A name is used once in a row; the first value stays. */
  private static void put(List<String> names, List<Object> values, String name, Object value) {
    if (!names.contains(name)) {
      names.add(name);
      values.add(value);
    }
  }

  private static boolean isTag(List<SeriesKey.Tag> tags, String name) {
    for (SeriesKey.Tag tag : tags) {
      if (tag.nameString().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String offer(TableBatch into, String name, Object value) {
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
}
