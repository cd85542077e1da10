package io.pitwall.benchmarks;

import io.pitwall.client.encode.RowSet;
import io.pitwall.client.encode.RowSet.Column;
import io.pitwall.client.encode.RowSet.Doubles;
import io.pitwall.client.encode.RowSet.Longs;
import io.pitwall.client.encode.RowSet.Role;
import io.pitwall.client.encode.RowSet.Strings;
import io.pitwall.client.race.RaceGenerator;
import io.pitwall.client.race.RaceTable;
import io.pitwall.storage.Store;
import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes rows of a race straight into a store, as its parsers would. Owned by one thread. */
final class DashboardRows {
  static final String DATABASE = "nascar_telemetry";

  /** Rows of a table in a second of the real race. */
  static final long RACE_ROWS_PER_SECOND = 612_000 / RaceTable.values().length;

  private static final int IN_FLIGHT = 8;

  private final Store store;
  private final boolean tags;
  private final RaceGenerator race = new RaceGenerator(1, RaceGenerator.DEFAULT_CARS);
  private final Map<String, SeriesKey> seriesOfDriver = new HashMap<>();
  private final Map<String, byte[]> utf8 = new HashMap<>();
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param tags whether texts are tags, as in line protocol, or fields, as in columns of
   *     MessagePack
   */
  DashboardRows(Store store, boolean tags) {
    this.store = store;
    this.tags = tags;
  }

  /**
   * Writes rows of all three tables, their times evenly over [from, to), and lets the race go on.
   */
  void write(int rowsPerTable, long fromNanos, long toNanos) throws Exception {
    for (RaceTable table : RaceTable.values()) {
      long[] times = new long[rowsPerTable];
      for (int i = 0; i < rowsPerTable; i++) {
        times[i] = fromNanos + (toNanos - fromNanos) * i / rowsPerTable;
      }
      submit(race.read(table, times));
    }
    race.advance((toNanos - fromNanos) / 1e9);
  }

  /** Waits until all is acknowledged. */
  void await() throws Exception {
    inFlight.acquire(IN_FLIGHT);
    inFlight.release(IN_FLIGHT);
    check();
  }

  private void check() throws Exception {
    Exception cause = failure.get();
    if (cause != null) {
      throw new IllegalStateException("a write failed", cause);
    }
  }

  private void submit(RowSet rows) throws Exception {
    inFlight.acquire();
    check();
    while (store.isCongested()) {
      Thread.sleep(5);
    }
    store.write(
        batch(rows),
        new WriteCompletion() {
          @Override
          public void completed(WriteOutcome outcome) {
            inFlight.release();
          }

          @Override
          public void failed(Exception cause) {
            failure.compareAndSet(
                null,
                cause instanceof StoreOverloadedException
                    ? new IllegalStateException("the store is overloaded; use fewer rows", cause)
                    : cause);
            inFlight.release();
          }
        });
  }

  private WriteBatch batch(RowSet rows) {
    WriteBatch batch = new WriteBatch(DATABASE, store.catalog(), WriteLimits.DEFAULT);
    TableBatch into = batch.table(rows.table(), rows.rowCount());
    List<Strings> labels = new ArrayList<>();
    for (Column column : rows.columns()) {
      if (tags && column.role() == Role.TAG) {
        labels.add((Strings) column);
      } else {
        put(column, into);
      }
    }
    for (int row = 0; row < rows.rowCount(); row++) {
      into.endRow(into.series(series(labels, row)), rows.times()[row], row + 1);
    }
    batch.finish();
    return batch;
  }

  private void put(Column column, TableBatch into) {
    switch (column) {
      case Longs longs -> {
        BatchColumn values = into.column(longs.name(), ColumnType.LONG);
        for (int i = 0; i < longs.size(); i++) {
          accept(values.putLong(i, longs.values()[i]));
        }
      }
      case Doubles doubles -> {
        BatchColumn values = into.column(doubles.name(), ColumnType.DOUBLE);
        for (int i = 0; i < doubles.size(); i++) {
          accept(values.putDouble(i, doubles.values()[i]));
        }
      }
      case Strings strings -> {
        BatchColumn values = into.column(strings.name(), ColumnType.STRING);
        for (int i = 0; i < strings.size(); i++) {
          byte[] text = utf8(strings.values()[i]);
          accept(values.putString(i, text, 0, text.length));
        }
      }
    }
  }

  private static void accept(@Nullable String refusal) {
    if (refusal != null) {
      throw new IllegalStateException(refusal);
    }
  }

  private byte[] utf8(String text) {
    return utf8.computeIfAbsent(text, key -> key.getBytes(StandardCharsets.UTF_8));
  }

  private SeriesKey series(List<Strings> labels, int row) {
    if (labels.isEmpty()) {
      return SeriesKey.NONE;
    }
    // A driver has one team and one make in all tables, but not every table has those columns.
    String key = labels.size() + labels.get(0).values()[row];
    return seriesOfDriver.computeIfAbsent(
        key,
        unknown -> {
          List<SeriesKey.Tag> pairs = new ArrayList<>();
          for (Strings label : labels) {
            pairs.add(SeriesKey.Tag.of(label.name(), label.values()[row]));
          }
          return SeriesKey.of(pairs);
        });
  }
}
