package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.Store;
import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.runtime.OsFileSystem;
import io.pitwall.storage.runtime.SystemClock;
import io.pitwall.storage.runtime.ThreadScheduler;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The seed's eight queries, word for word, on a store whose rows are partly in segments and partly
 * unsealed, against DuckDB on the same rows.
 */
class StoredDashboardTest {
  private static final long SEED = Long.getLong("pitwall.seed", System.nanoTime());
  private static final int ROWS = 60_000;
  private static final int SEAL_ROWS = 25_000;
  private static final int BATCH_ROWS = 5_000;

  @TempDir private Path directory;

  private final Random random = new Random(SEED);
  private final List<Throwable> faults = new ArrayList<>();

  private void compare(boolean tags, double nullShare, String... resources) throws Exception {
    System.out.println("StoredDashboardTest pitwall.seed=" + SEED);
    StoreOptions options =
        StoreOptions.defaults().with(new SealingOptions(SEAL_ROWS, TimeUnit.HOURS.toNanos(1)));
    SystemClock clock = new SystemClock();
    try (ThreadScheduler scheduler =
            new ThreadScheduler(clock, (role, fault) -> faults.add(fault));
        Store store = Store.open(options, OsFileSystem.open(directory), clock, scheduler);
        DuckDatabase duck = new DuckDatabase()) {
      for (TableSchema schema : List.of(RaceRows.engine(), RaceRows.tire(), RaceRows.chassis())) {
        List<@Nullable Object[]> rows = RaceRows.rows(schema, ROWS, nullShare, random);
        shape(schema, rows);
        duck.add(schema, rows);
        for (int from = 0; from < rows.size(); from += BATCH_ROWS) {
          write(store, schema, tags, rows.subList(from, from + BATCH_ROWS));
        }
      }
      while (store.statistics().sealing().waiting() > 0 && faults.isEmpty()) {
        Thread.sleep(5);
      }
      assertThat(faults).isEmpty();
      assertThat(store.statistics().segments().count()).isGreaterThanOrEqualTo(6);
      assertThat(store.statistics().head().rows()).isGreaterThan(SEAL_ROWS / 2);
      for (String resource : resources) {
        DuckComparison.compare(resource, store, duck, SEED);
      }
    }
  }

  /** Values as a race has them: tenths, and forces that keep their sign for a while. */
  private static void shape(TableSchema schema, List<@Nullable Object[]> rows) {
    for (ColumnSchema column : schema.columns()) {
      for (int i = 0; i < rows.size(); i++) {
        @Nullable Object[] row = rows.get(i);
        if (row[column.id()] instanceof Double value) {
          row[column.id()] =
              switch (column.name()) {
                case "throttle_position", "longitudinal_g" -> Math.rint(value * 10) / 10;
                case "lateral_g" -> i * 8L / rows.size() % 2 == 0 ? Math.abs(value) : value;
                case "steering_angle_deg" ->
                    i * 8L / rows.size() % 3 == 0 ? -Math.abs(value) : value;
                default -> value;
              };
        }
      }
    }
  }

  private static void write(
      Store store, TableSchema schema, boolean tags, List<@Nullable Object[]> rows) {
    WriteBatch batch = new WriteBatch(RaceRows.DATABASE, store.catalog(), WriteLimits.DEFAULT);
    TableBatch into = batch.table(schema.name());
    Map<List<String>, Integer> series = new HashMap<>();
    for (Object[] row : rows) {
      List<String> labels = new ArrayList<>();
      for (ColumnSchema column : schema.columns()) {
        Object value = row[column.id()];
        if (value != null && column.id() != TableSchema.TIME_ID) {
          if (tags && value instanceof String text) {
            labels.addAll(List.of(column.name(), text));
          } else {
            put(into.column(column.name(), column.type()), into.rows(), value);
          }
        }
      }
      into.endRow(
          series.computeIfAbsent(labels, key -> into.series(key(key))),
          (Long) Objects.requireNonNull(row[TableSchema.TIME_ID]),
          into.rows() + 1);
    }
    batch.finish();
    CompletableFuture<WriteOutcome> written = new CompletableFuture<>();
    store.write(
        batch,
        new WriteCompletion() {
          @Override
          public void completed(WriteOutcome outcome) {
            written.complete(outcome);
          }

          @Override
          public void failed(Exception cause) {
            written.completeExceptionally(cause);
          }
        });
    assertThat(written.join().storedRows()).isEqualTo(rows.size());
  }

  private static SeriesKey key(List<String> namesAndValues) {
    List<SeriesKey.Tag> tags = new ArrayList<>();
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      tags.add(SeriesKey.Tag.of(namesAndValues.get(i), namesAndValues.get(i + 1)));
    }
    return SeriesKey.of(tags);
  }

  private static void put(BatchColumn column, int row, Object value) {
    byte[] utf8 = value.toString().getBytes(StandardCharsets.UTF_8);
    String refusal =
        switch (value) {
          case Long number -> column.putLong(row, number);
          case Double number -> column.putDouble(row, number);
          case Boolean truth -> column.putBoolean(row, truth);
          default -> column.putString(row, utf8, 0, utf8.length);
        };
    assertThat(refusal).isNull();
  }

  @Test
  void theEightDashboardQueriesAnswerAsDuckDbOnTaggedRows() throws Exception {
    compare(true, 0, DuckComparison.DASHBOARD);
  }

  @Test
  void theEightDashboardQueriesAnswerAsDuckDbOnRowsWithoutTags() throws Exception {
    compare(false, 0, DuckComparison.DASHBOARD);
  }

  @Test
  void allStatementsAnswerAsDuckDbWhereValuesAreMissing() throws Exception {
    compare(true, 0.03, DuckComparison.DASHBOARD, DuckComparison.FURTHER);
  }
}
