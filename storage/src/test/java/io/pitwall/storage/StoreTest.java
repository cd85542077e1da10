package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.batch.Refusal;
import io.pitwall.storage.batch.StoreFailedException;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.manifest.ManifestEdit;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.ManualClock;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SteppedScheduler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store over a simulated disk, stepped by hand. */
class StoreTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
  private final SimulatedFileSystem files = new SimulatedFileSystem(new Chance(1));
  private SteppedScheduler scheduler;
  private Store store;
  private StoreOptions options =
      StoreOptions.defaults()
          .with(SealingOptions.defaults().withRows(1000))
          .with(LogOptions.defaults().withFileBytes(1 << 16));

  @BeforeEach
  void open() throws IOException {
    scheduler = new SteppedScheduler(clock, new Chance(2));
    store = Store.open(options, files, clock, scheduler);
  }

  private void reopen() throws IOException {
    store.close();
    open();
  }

  private WriteOutcome write(String table, List<Map<String, Object>> rows) {
    CompletableFuture<WriteOutcome> future = Rows.start(store, Rows.batch(store, table, rows));
    scheduler.runUntilIdle();
    assertThat(future).isDone();
    return future.join();
  }

  private List<Map<String, Object>> read(String table) throws IOException {
    try (Snapshot snapshot = store.snapshot()) {
      return Rows.read(snapshot, table);
    }
  }

  private static List<Map<String, Object>> rows(int count, int seed) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long time = seed * 1_000_000L + i;
      rows.add(
          Map.of(
              "time",
              time,
              "#car",
              "car" + i % 3,
              "speed",
              i / 4.0,
              "rpm",
              (long) i * seed,
              "note",
              "n" + i % 7,
              "pit",
              i % 2 == 0));
    }
    return rows;
  }

  @Test
  void anAcknowledgedBatchIsVisible() throws IOException {
    List<Map<String, Object>> rows = rows(10, 1);
    WriteOutcome outcome = write("engine", rows);
    assertThat(outcome.storedRows()).isEqualTo(10);
    assertThat(read("engine")).isEqualTo(Rows.asRead(rows));
  }

  @Test
  void aCatalogThatContradictsItselfOpensAndSaysSo() throws IOException {
    List<Map<String, Object>> rows = rows(10, 1);
    write("engine", rows);
    store.close();
    try (Manifest manifest = Manifest.open(files, "manifest")) {
      manifest.commit(
          List.of(
              new ManifestEdit.Defined(new CatalogChange.DatabaseAdded(0, "db")),
              new ManifestEdit.Defined(new CatalogChange.TableAdded(0, 0, "engine", HOUR)),
              new ManifestEdit.Defined(new CatalogChange.TableAdded(1, 0, "engine", HOUR))));
    }
    open();
    assertThat(store.statistics().replay().damages())
        .singleElement()
        .satisfies(damage -> assertThat(damage).contains("table engine", "two ids, 0 and 1"));
    assertThat(read("engine")).isEqualTo(Rows.asRead(rows));
    write("engine~1", rows);
    write("other", rows);
    reopen();
    assertThat(read("engine")).isEqualTo(Rows.asRead(rows));
    assertThat(read("engine~1")).isEqualTo(Rows.asRead(rows));
    assertThat(read("other")).isEqualTo(Rows.asRead(rows));
  }

  @Test
  void nothingIsVisibleBeforeTheSync() throws IOException {
    CompletableFuture<WriteOutcome> future =
        Rows.start(store, Rows.batch(store, "engine", rows(10, 1)));
    assertThat(future).isNotDone();
    assertThat(read("engine")).isEmpty();
  }

  @Test
  void rowsAreSealedAtTheLimitAndReadTheSame() throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      List<Map<String, Object>> rows = rows(400, i);
      all.addAll(rows);
      write("engine", rows);
    }
    assertThat(store.statistics().segments().count()).isEqualTo(2);
    assertThat(store.statistics().sealing().rows()).isEqualTo(2400);
    assertThat(read("engine")).containsExactlyInAnyOrderElementsOf(Rows.asRead(all));
    reopen();
    assertThat(read("engine")).containsExactlyInAnyOrderElementsOf(Rows.asRead(all));
  }

  @Test
  void rowsAreSealedByAge() throws IOException {
    write("engine", rows(5, 1));
    clock.advance(TimeUnit.SECONDS.toNanos(61));
    while (scheduler.advanceToNext() && store.statistics().segments().count() == 0) {
      scheduler.runUntilIdle();
    }
    assertThat(store.statistics().segments().count()).isEqualTo(1);
    assertThat(store.statistics().head().rows()).isZero();
    assertThat(read("engine")).hasSize(5);
  }

  @Test
  void unsealedRowsComeBackFromTheLog() throws IOException {
    List<Map<String, Object>> rows = rows(10, 1);
    write("engine", rows);
    write("tyre", rows(3, 2));
    reopen();
    assertThat(store.statistics().replay().records()).isEqualTo(2);
    assertThat(read("engine")).isEqualTo(Rows.asRead(rows));
    assertThat(read("tyre")).hasSize(3);
  }

  @Test
  void runsAreSplitAtPartitionBorders() throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(Map.of("time", i % 4 * HOUR + i, "v", (long) i));
    }
    write("engine", rows);
    assertThat(store.statistics().segments().count()).isEqualTo(4);
    assertThat(read("engine")).containsExactlyInAnyOrderElementsOf(Rows.asRead(rows));
  }

  @Test
  void extremeTimesAreKept() throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(Map.of("time", i % 2 == 0 ? Long.MIN_VALUE + i : Long.MAX_VALUE - i, "v", 1L));
    }
    write("engine", rows);
    assertThat(read("engine")).containsExactlyInAnyOrderElementsOf(Rows.asRead(rows));
  }

  @Test
  void aColumnOfLongsWidensAndOldValuesReadAsDoubles() throws IOException {
    write("t", List.of(Map.of("time", 1L, "v", 3L)));
    write("t", List.of(Map.of("time", 2L, "v", 2.5)));
    write("t", List.of(Map.of("time", 3L, "v", 4L)));
    List<Map<String, Object>> expected =
        List.of(
            Map.of("time", 1L, "v", 3.0),
            Map.of("time", 2L, "v", 2.5),
            Map.of("time", 3L, "v", 4.0));
    assertThat(read("t")).containsExactlyInAnyOrderElementsOf(expected);
    reopen();
    assertThat(read("t")).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aDoubleThatWouldRoundLongsIsRefusedByName() throws IOException {
    write("t", List.of(Map.of("time", 1L, "v", (1L << 53) + 1)));
    WriteBatch batch = new WriteBatch("db", store.catalog(), WriteLimits.DEFAULT);
    String refusal = batch.table("t").column("v", ColumnType.DOUBLE).putDouble(0, 2.0);
    assertThat(refusal).isNull();
    batch.table("t").endRow(batch.table("t").series(SeriesKey.NONE), 2, 1);
    batch.table("t").column("v", ColumnType.DOUBLE).putDouble(1, 2.5);
    batch.table("t").endRow(0, 3, 2);
    batch.finish();
    CompletableFuture<WriteOutcome> future = Rows.start(store, batch);
    scheduler.runUntilIdle();
    assertThat(future.join().storedRows()).isEqualTo(1);
    assertThat(future.join().refusals()).extracting(Refusal::line).containsExactly(2);
    assertThat(read("t")).hasSize(2);
  }

  @Test
  void twoBatchesThatDisagreeOnANewColumnAreSettledInLogOrder() throws IOException {
    CompletableFuture<WriteOutcome> first =
        Rows.start(store, Rows.batch(store, "t", List.of(Map.of("time", 1L, "v", "text"))));
    CompletableFuture<WriteOutcome> second =
        Rows.start(store, Rows.batch(store, "t", List.of(Map.of("time", 2L, "v", 1L, "w", 2L))));
    scheduler.runUntilIdle();
    assertThat(first.join().storedRows()).isEqualTo(1);
    assertThat(second.join().storedRows()).isZero();
    assertThat(second.join().refusals().getFirst().reason()).contains("v").contains("strings");
    assertThat(read("t")).containsExactly(Map.of("time", 1L, "v", "text"));
  }

  @Test
  void absentIsNeitherEmptyNorZero() throws IOException {
    List<Map<String, Object>> rows =
        List.of(
            Map.of("time", 1L, "a", 0L, "s", ""),
            Map.of("time", 2L, "b", false),
            Map.of("time", 3L, "a", 1L, "b", true, "s", "x", "d", -0.0),
            Map.of("time", 4L, "d", Double.longBitsToDouble(0x7ff8000000000123L)));
    write("t", rows);
    assertThat(read("t")).isEqualTo(Rows.asRead(rows));
    clock.advance(TimeUnit.SECONDS.toNanos(61));
    while (store.statistics().segments().count() == 0 && scheduler.advanceToNext()) {
      scheduler.runUntilIdle();
    }
    assertThat(store.statistics().segments().count()).isEqualTo(1);
    assertThat(read("t")).containsExactlyInAnyOrderElementsOf(Rows.asRead(rows));
  }

  @Test
  void aTagAndAStringFieldOfOneNameAreOneColumn() throws IOException {
    List<Map<String, Object>> rows =
        List.of(
            Map.of("time", 1L, "driver", "a", "v", 1L),
            Map.of("time", 2L, "#driver", "b", "v", 2L),
            Map.of("time", 3L, "v", 3L));
    for (Map<String, Object> row : rows) {
      write("t", List.of(row));
    }
    assertThat(read("t")).isEqualTo(Rows.asRead(rows));
    reopen();
    assertThat(read("t")).isEqualTo(Rows.asRead(rows));
  }

  @Test
  void aTagWithTheNameOfANumberIsRefused() {
    write("t", List.of(Map.of("time", 1L, "v", 1L)));
    WriteOutcome outcome = write("t", List.of(Map.of("time", 2L, "#v", "x", "w", 1L)));
    assertThat(outcome.storedRows()).isZero();
    assertThat(outcome.refusals().getFirst().reason()).contains("tag v");
  }

  @Test
  void aTagOfRefusedRowsAloneMakesNoColumn() throws IOException {
    WriteOutcome outcome =
        write("t", List.of(Map.of("time", 1L, "v", 7L), Map.of("time", 2L, "#v", "tag", "w", 1L)));
    assertThat(outcome.refusals()).extracting(Refusal::line).containsExactly(2);
    assertThat(read("t")).containsExactly(Map.of("time", 1L, "v", 7L));
    reopen();
    assertThat(read("t")).containsExactly(Map.of("time", 1L, "v", 7L));
  }

  @Test
  void theLogIsFreedAfterSealing() throws IOException {
    for (int i = 0; i < 200; i++) {
      write("engine", rows(400, i));
    }
    assertThat(store.statistics().log().bytes()).isLessThan(4 << 16);
    assertThat(store.statistics().segments().rows() + store.statistics().head().rows())
        .isEqualTo(80_000);
    reopen();
    assertThat(read("engine")).hasSize(80_000);
  }

  @Test
  void aFailedSyncStopsAcknowledging() {
    write("engine", rows(5, 1));
    files.failOn(SimulatedFileSystem.Operation.FORCE, 1, false, "injected");
    CompletableFuture<WriteOutcome> future =
        Rows.start(store, Rows.batch(store, "engine", rows(5, 2)));
    scheduler.runUntilIdle();
    assertThat(future).isCompletedExceptionally();
    assertThatThrownBy(() -> Rows.start(store, Rows.batch(store, "engine", rows(5, 3))).join())
        .hasCauseInstanceOf(StoreFailedException.class);
    assertThat(store.statistics().commits().failure()).isNotNull();
  }

  @Test
  void aSecondStoreOnTheDirectoryIsRefused() {
    assertThatThrownBy(() -> Store.open(options, files, clock, scheduler))
        .isInstanceOf(IOException.class);
  }
}
