package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.read.BlockReader;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.read.TableSnapshot;
import io.pitwall.storage.runtime.MemoryFileSystem;
import io.pitwall.storage.runtime.SystemClock;
import io.pitwall.storage.runtime.ThreadScheduler;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Readers on threads of their own, while rows are written, sealed, and their memory given to new
 * rows: every snapshot has the rows of whole batches, each as it was written.
 */
class SnapshotReuseTest {
  private static final int BATCHES = 60;
  private static final int BATCH_ROWS = 20_000;

  /** Two full chunks, so that all of a generation's memory is used again. */
  private static final int SEAL_ROWS = 1 << 17;

  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicBoolean isWritten = new AtomicBoolean();

  @Test
  void rowsStayAsTheyWereWhileTheirMemoryIsUsedAgain() throws IOException {
    SystemClock clock = new SystemClock();
    StoreOptions options =
        StoreOptions.defaults().with(SealingOptions.defaults().withRows(SEAL_ROWS));
    try (ThreadScheduler scheduler = new ThreadScheduler(clock, (role, cause) -> {});
        Store store = Store.open(options, new MemoryFileSystem(), clock, scheduler)) {
      int reuses = 0;
      List<CompletableFuture<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        readers.add(CompletableFuture.supplyAsync(() -> readUntilAllIsThere(store)));
      }
      try {
        for (int batch = 0; batch < BATCHES; batch++) {
          long retained = store.statistics().head().retainedBytes();
          Rows.start(store, batch(store, batch)).join();
          if (store.statistics().head().retainedBytes() < retained) {
            reuses++;
          }
          acknowledged.set(batch + 1);
        }
      } finally {
        isWritten.set(true);
      }
      for (CompletableFuture<Integer> reader : readers) {
        assertThat(reader.join()).isPositive();
      }
      assertThat(reuses).as("batches that took memory of sealed rows").isPositive();
      assertThat(store.statistics().sealing().rows() + store.statistics().head().rows())
          .isEqualTo((long) BATCHES * BATCH_ROWS);
    }
  }

  private static WriteBatch batch(Store store, int number) {
    WriteBatch batch = new WriteBatch("db", store.catalog(), WriteLimits.DEFAULT);
    TableBatch table = batch.table("t");
    int series = table.series(SeriesKey.NONE);
    for (int i = 0; i < BATCH_ROWS; i++) {
      long time = (long) number * BATCH_ROWS + i;
      assertThat(table.column("l", ColumnType.LONG).putLong(i, valueAt(time))).isNull();
      assertThat(table.column("d", ColumnType.DOUBLE).putDouble(i, time / 4.0)).isNull();
      table.endRow(series, time, i + 1);
    }
    batch.finish();
    return batch;
  }

  /** Nothing that a row at another time could have. */
  private static long valueAt(long time) {
    return time * 0x9E3779B97F4A7C15L;
  }

  private int readUntilAllIsThere(Store store) {
    int snapshots = 0;
    boolean isLast = false;
    while (!isLast) {
      isLast = isWritten.get();
      long least = (long) acknowledged.get() * BATCH_ROWS;
      try (Snapshot snapshot = store.snapshot()) {
        TableSnapshot table = snapshot.table("db", "t");
        long rows = table == null ? 0 : check(table);
        assertThat(rows).isGreaterThanOrEqualTo(least);
        assertThat(rows % BATCH_ROWS).isZero();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      snapshots++;
    }
    return snapshots;
  }

  private static long check(TableSnapshot table) throws IOException {
    ColumnSchema time = column(table, TableSchema.TIME);
    ColumnSchema longs = column(table, "l");
    ColumnSchema doubles = column(table, "d");
    ColumnVector times = new ColumnVector();
    ColumnVector values = new ColumnVector();
    long rows = 0;
    long wrong = 0;
    for (RowSource source : table.sources()) {
      BlockReader reader = source.reader();
      for (int block = 0; block < source.blockCount(); block++) {
        reader.read(time, block, times);
        times.flatten();
        reader.read(longs, block, values);
        values.flatten();
        for (int i = 0; i < times.rows(); i++) {
          wrong += values.longs()[i] == valueAt(times.longs()[i]) ? 0 : 1;
        }
        reader.read(doubles, block, values);
        values.flatten();
        for (int i = 0; i < times.rows(); i++) {
          wrong += values.doubles()[i] == times.longs()[i] / 4.0 ? 0 : 1;
        }
        rows += times.rows();
      }
    }
    assertThat(wrong).as("rows that are not as they were written").isZero();
    return rows;
  }

  private static ColumnSchema column(TableSnapshot table, String name) {
    return Objects.requireNonNull(table.schema().find(name));
  }
}
