package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.batch.Refusal;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.options.CatalogLimits;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.ManualClock;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SteppedScheduler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store refuses when it has as many names as it may have, and what it goes on taking. */
class NameLimitsTest {
  private final ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
  private final SimulatedFileSystem files = new SimulatedFileSystem(new Chance(1));
  private SteppedScheduler scheduler;
  private Store store;

  @BeforeEach
  void open() throws IOException {
    open(new CatalogLimits(2, 3, 4, 5));
  }

  private void open(CatalogLimits limits) throws IOException {
    scheduler = new SteppedScheduler(clock, new Chance(2));
    StoreOptions options =
        StoreOptions.defaults()
            .with(limits)
            .with(LogOptions.defaults().withFileBytes(1 << 16).withPooledFiles(0));
    store = Store.open(options, files, clock, scheduler);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  private CompletableFuture<WriteOutcome> start(String table, Map<String, Object>... rows) {
    return startAll(table, List.of(rows));
  }

  private CompletableFuture<WriteOutcome> startAll(String table, List<Map<String, Object>> rows) {
    return Rows.start(store, Rows.batch(store, table, rows));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  private WriteOutcome write(String table, Map<String, Object>... rows) {
    CompletableFuture<WriteOutcome> future = startAll(table, List.of(rows));
    scheduler.runUntilIdle();
    return future.join();
  }

  private static void assertStored(WriteOutcome outcome, int rows) {
    assertThat(outcome.refusals()).isEmpty();
    assertThat(outcome.storedRows()).isEqualTo(rows);
  }

  private static void assertRefused(WriteOutcome outcome, int line, String... words) {
    assertThat(outcome.refusals()).extracting(Refusal::line).containsExactly(line);
    assertThat(outcome.refusals().getFirst().reason()).contains(words);
  }

  private List<String> columns(String table) {
    try (Snapshot snapshot = store.snapshot()) {
      return Objects.requireNonNull(snapshot.catalog().find("db", table)).columns().stream()
          .map(ColumnSchema::name)
          .sorted()
          .toList();
    }
  }

  @Test
  void tagsAndFieldsAreCountedTogetherAndTheRowThatBringsOneTooManyIsRefused() throws IOException {
    assertStored(write("t", Map.of("time", 1L, "a", 1L, "#b", "x", "#c", "y", "d", 2L)), 1);
    assertRefused(
        write("t", Map.of("time", 2L, "a", 1L), Map.of("time", 3L, "a", 1L, "#e", "z")),
        2,
        "table t",
        "4 columns (limit max-columns-per-table) with column e");
    assertRefused(write("t", Map.of("time", 4L, "f", 1L)), 1, "max-columns-per-table", "column f");
    assertThat(columns("t")).containsExactly("a", "b", "c", "d", "time");
  }

  @Test
  void aFullTableTakesTheColumnsThatItHas() throws IOException {
    write("t", Map.of("time", 1L, "a", 1L, "#b", "x", "#c", "y", "d", 2L));
    assertStored(
        write("t", Map.of("time", 2L, "d", 3L, "#b", "new"), Map.of("time", 3L, "a", 0L)), 2);
    store.close();
    open(new CatalogLimits(1, 1, 2, 2)); // fewer than there are
    assertStored(write("t", Map.of("time", 4L, "a", 5L, "#b", "x", "#c", "y", "d", 6L)), 1);
    assertRefused(write("t", Map.of("time", 5L, "e", 1L)), 1, "max-columns-per-table");
  }

  @Test
  void oneWriteOfManyNewColumnsStoresTheRowsThatFit() {
    WriteOutcome outcome =
        write(
            "t",
            Map.of("time", 1L, "a", 1L, "b", 1L),
            Map.of("time", 2L, "c", 1L, "#d", "x"),
            Map.of("time", 3L, "a", 1L, "#e", "x"),
            Map.of("time", 4L, "b", 1L, "#d", "y"));
    assertRefused(outcome, 3, "column e");
    assertThat(outcome.storedRows()).isEqualTo(3);
    assertThat(columns("t")).containsExactly("a", "b", "c", "d", "time");
  }

  @Test
  void ofTwoConcurrentWritesThatTogetherPassALimitTheLaterIsRefused() {
    CompletableFuture<WriteOutcome> first =
        start("t", Map.of("time", 1L, "a", 1L, "b", 1L, "#c", "x"));
    CompletableFuture<WriteOutcome> second =
        start("t", Map.of("time", 2L, "a", 1L, "d", 1L), Map.of("time", 3L, "a", 1L, "#e", "x"));
    scheduler.runUntilIdle();
    assertStored(first.join(), 1);
    assertRefused(second.join(), 2, "column e");
    assertThat(second.join().storedRows()).isEqualTo(1);
    assertThat(columns("t")).containsExactly("a", "b", "c", "d", "time");
  }

  @Test
  void aStoreWithAllItsSeriesTakesTheirRowsAndRefusesOthers() throws IOException {
    for (int i = 0; i < 5; i++) {
      assertStored(write("t" + i % 2, Map.of("time", 1L, "#car", "c" + i, "v", 1L)), 1);
    }
    assertStored(write("t0", Map.of("time", 2L, "#car", "c4", "v", 1L)), 1);
    assertRefused(
        write("t1", Map.of("time", 3L, "#car", "c4", "v", 1L), Map.of("time", 3L, "#car", "c1")),
        1,
        "the store has 5 series",
        "table t1",
        "(limit max-series)");
    assertRefused(write("t2", Map.of("time", 4L, "v", 1L)), 1, "max-series");
    store.close();
    open();
    assertRefused(write("t1", Map.of("time", 5L, "v", 1L)), 1, "max-series");
    assertStored(write("t1", Map.of("time", 5L, "#car", "c3", "v", 1L)), 1);
  }

  @Test
  void ofTwoConcurrentWritesThatTogetherHaveTooManySeriesTheLaterIsRefused() {
    write("t", Map.of("time", 1L, "#a", "1"), Map.of("time", 1L, "#a", "2"));
    CompletableFuture<WriteOutcome> first =
        start("t", Map.of("time", 2L, "#a", "3"), Map.of("time", 2L, "#a", "4"));
    CompletableFuture<WriteOutcome> second =
        start(
            "t",
            Map.of("time", 3L, "#a", "1"),
            Map.of("time", 3L, "#a", "4"),
            Map.of("time", 3L, "#a", "5"),
            Map.of("time", 3L, "#a", "6"));
    scheduler.runUntilIdle();
    assertStored(first.join(), 2);
    assertRefused(second.join(), 4, "max-series");
    assertThat(second.join().storedRows()).isEqualTo(3);
  }

  @Test
  void aTableBeyondTheLimitIsRefusedByNameAndItsNeighboursAreStored() {
    Map<String, Object> row = Map.of("time", 1L, "v", 1L);
    write("a", row);
    WriteBatch batch = new WriteBatch("db", store.catalog(), WriteLimits.DEFAULT);
    for (String table : List.of("a", "b", "c", "d")) {
      Rows.add(batch, table, List.of(row));
    }
    batch.finish();
    CompletableFuture<WriteOutcome> future = Rows.start(store, batch);
    CompletableFuture<WriteOutcome> concurrent = start("e", row);
    scheduler.runUntilIdle();
    assertRefused(future.join(), 1, "3 tables", "the new table d", "(limit max-tables)");
    assertThat(future.join().storedRows()).isEqualTo(3);
    assertRefused(concurrent.join(), 1, "the new table e", "(limit max-tables)");
    assertThat(store.catalog().find("db", "d")).isNull();
  }

  @Test
  void aDatabaseBeyondTheLimitIsRefusedByName() {
    for (int i = 0; i < 2; i++) {
      assertStored(write("db" + i, "t"), 1);
    }
    WriteOutcome refused = write("db2", "t");
    assertRefused(refused, 1, "2 databases", "the new database db2", "(limit max-databases)");
    assertStored(write("db1", "u"), 1);
    assertThat(store.catalog().databases()).containsExactly("db0", "db1");
    assertThat(store.statistics().names()).isEqualTo(new StoreStatistics.Names(2, 3, 3));
  }

  private WriteOutcome write(String database, String table) {
    WriteBatch batch = new WriteBatch(database, store.catalog(), WriteLimits.DEFAULT);
    Rows.add(batch, table, List.of(Map.of("time", 1L, "v", 1L)));
    batch.finish();
    CompletableFuture<WriteOutcome> future = Rows.start(store, batch);
    scheduler.runUntilIdle();
    return future.join();
  }

  @Test
  void aTableMayHaveAsManyColumnsAsTheLimitInOneRow() throws IOException {
    store.close();
    open(new CatalogLimits(1, 1, 1024, 2));
    Map<String, Object> row = new TreeMap<>(Map.of("time", 1L));
    for (int i = 0; i < 1024; i++) {
      row.put((i < 60 ? "#c" : "c") + i, i < 60 ? "v" : (Object) 1L);
    }
    assertStored(write("t", row), 1);
    row.remove("c1000");
    row.put("#one", "v");
    assertRefused(write("t", row), 1, "max-columns-per-table", "column one");
  }
}
