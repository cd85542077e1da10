package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.batch.StoreFailedException;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.options.MemoryOptions;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.read.TableSnapshot;
import io.pitwall.storage.schema.TableSchema;
import io.pitwall.storage.sealing.SealingRest;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.ManualClock;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SteppedScheduler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Cases at the edges of the store: what is refused, crowded, failing or only just there. */
class StoreEdgesTest {
  private final ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
  private final SimulatedFileSystem files = new SimulatedFileSystem(new Chance(1));
  private final SteppedScheduler scheduler = new SteppedScheduler(clock, new Chance(2));
  private final StoreOptions options =
      StoreOptions.defaults()
          .with(SealingOptions.defaults().withRows(1_000_000))
          .with(LogOptions.defaults().withFileBytes(1 << 16));

  private Store open(StoreOptions with) throws IOException {
    return Store.open(with, files, clock, scheduler);
  }

  private CompletableFuture<WriteOutcome> write(
      Store store, String table, List<Map<String, Object>> rows) {
    CompletableFuture<WriteOutcome> future = Rows.start(store, Rows.batch(store, table, rows));
    scheduler.runUntilIdle();
    return future;
  }

  private static List<Map<String, Object>> read(Store store, String table) throws IOException {
    try (Snapshot snapshot = store.snapshot()) {
      return Rows.read(snapshot, table);
    }
  }

  @Test
  void aRefusedTagLeavesTheColumnOfItsNameAsItIs() throws IOException {
    try (Store store = open(options)) {
      write(store, "t", List.of(Map.of("time", 1L, "v", 7L))).join();
      WriteOutcome outcome =
          write(
                  store,
                  "t",
                  List.of(
                      Map.of("time", 2L, "#v", "x", "w", 1L),
                      Map.of("time", 3L, "#car", "a", "v", 8L)))
              .join();
      assertThat(outcome.storedRows()).isEqualTo(1);
      assertThat(outcome.refusals()).hasSize(1);
      TableSchema schema = Objects.requireNonNull(store.catalog().find("db", "t"));
      assertThat(Objects.requireNonNull(schema.find("v")).type()).isEqualTo(ColumnType.LONG);
      assertThat(schema.find("w")).isNull();
      assertThat(read(store, "t"))
          .containsExactly(Map.of("time", 1L, "v", 7L), Map.of("time", 3L, "car", "a", "v", 8L));
    }
  }

  @Test
  void aSeriesWithoutRowsIsNotDefined() throws IOException {
    try (Store store = open(options)) {
      WriteBatch batch = new WriteBatch("db", store.catalog(), WriteLimits.DEFAULT);
      TableBatch table = batch.table("t");
      table.series(SeriesKey.of(List.of(SeriesKey.Tag.of("ghost", "g"))));
      table.column("v", ColumnType.LONG).putLong(0, 1);
      table.endRow(table.series(SeriesKey.of(List.of(SeriesKey.Tag.of("car", "a")))), 1, 1);
      batch.finish();
      CompletableFuture<WriteOutcome> future = Rows.start(store, batch);
      scheduler.runUntilIdle();
      future.join();
      assertThat(Objects.requireNonNull(store.catalog().find("db", "t")).find("ghost")).isNull();
      assertThat(read(store, "t")).containsExactly(Map.of("time", 1L, "car", "a", "v", 1L));
    }
  }

  @Test
  void aSnapshotReadsOnWhenAColumnItKnowsAsLongsComesAsDoubles() throws IOException {
    try (Store store = open(options)) {
      write(store, "t", List.of(Map.of("time", 1L, "v", 1L))).join();
      seal(store);
      write(store, "t", List.of(Map.of("time", 2L, "w", 1L))).join();
      try (Snapshot before = store.snapshot()) {
        write(store, "t", List.of(Map.of("time", 3L, "v", 0.5))).join();
        assertThat(Rows.read(before, "t"))
            .containsExactly(Map.of("time", 1L, "v", 1L), Map.of("time", 2L, "w", 1L));
      }
      assertThat(read(store, "t"))
          .containsExactly(
              Map.of("time", 1L, "v", 1.0),
              Map.of("time", 2L, "w", 1L),
              Map.of("time", 3L, "v", 0.5));
    }
  }

  @Test
  void columnsThatStopEarlyReadAsNullFarAfterTheirLastRow() throws IOException {
    try (Store store = open(options)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int i = 0; i < 5000; i++) {
        Map<String, Object> row = new TreeMap<>(Map.of("time", (long) i, "v", (long) i));
        if (i < 3) {
          row.putAll(Map.of("l", 1L, "d", 0.5, "s", "x" + i, "b", true));
        }
        rows.add(row);
      }
      write(store, "t", rows.subList(0, 3)).join();
      write(store, "t", rows.subList(3, 5000)).join();
      assertThat(read(store, "t")).isEqualTo(rows);
      seal(store);
      assertThat(read(store, "t")).containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  private void seal(Store store) {
    int before = store.statistics().segments().count();
    clock.advance(TimeUnit.SECONDS.toNanos(61));
    while (store.statistics().segments().count() == before && scheduler.advanceToNext()) {
      scheduler.runUntilIdle();
    }
  }

  @Test
  void manySmallTablesThatFillTheHeadAreSealedEarly() throws IOException {
    StoreOptions small =
        options
            .with(MemoryOptions.defaults().withMaxHeadBytes(2_000_000))
            .with(SealingOptions.defaults().withAgeNanos(TimeUnit.DAYS.toNanos(1)));
    try (Store store = open(small)) {
      for (int i = 0; i < 300; i++) {
        write(store, "t" + i, List.of(Map.of("time", (long) i, "v", 1L))).join();
        assertThat(store.statistics().head().bytes()).isLessThan(2_000_000);
      }
      assertThat(store.statistics().segments().count()).isPositive();
    }
  }

  @Test
  void distinctStringsCountAsMemoryOfTheHead() throws IOException {
    try (Store store = open(options)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        rows.add(Map.of("time", (long) i, "text", ("text" + i).repeat(1000)));
      }
      write(store, "t", rows).join();
      assertThat(store.statistics().head().bytes()).isGreaterThan(500_000);
    }
  }

  @Test
  void aDiskThatTakesNoSegmentsLosesNothingAndLeavesNoFilesBehind() throws IOException {
    try (Store store = open(options.with(SealingOptions.defaults().withRows(10)))) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        rows.add(Map.of("time", (long) i, "v", (long) i));
      }
      write(store, "t", rows.subList(0, 5)).join();
      files.failOn(SimulatedFileSystem.Operation.SYNC_DIRECTORY, 1, true, "injected: disk full");
      write(store, "t", rows.subList(5, 20)).join();
      assertThat(store.statistics().sealing().trouble()).contains("disk full");
      assertThat(read(store, "t")).isEqualTo(rows);
      files.heal();
      scheduler.advanceToNext();
      scheduler.runUntilIdle();
      while (store.statistics().segments().count() == 0 && scheduler.advanceToNext()) {
        scheduler.runUntilIdle();
      }
      assertThat(store.statistics().sealing().trouble()).isNull();
      assertThat(store.statistics().head().rows()).isZero();
      assertThat(read(store, "t")).containsExactlyInAnyOrderElementsOf(rows);
      assertThat(files.list(SegmentInfo.DIRECTORY)).hasSize(1);
    }
  }

  @Test
  void sealingContinuesWithoutARestartAfterTheManifestFailed() throws IOException {
    Store store = open(options.with(SealingOptions.defaults().withRows(10)));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(Map.of("time", (long) i, "v", (long) i));
    }
    write(store, "t", rows.subList(0, 5)).join();
    // The log's sync, the reserved file ids, the segment, then the manifest's edit.
    files.failOn(SimulatedFileSystem.Operation.FORCE, 4, false, "injected: manifest");
    write(store, "t", rows.subList(5, 20)).join();
    assertThat(store.statistics().sealing().trouble())
        .contains("table 't' of database 'db' can't be sealed")
        .contains("injected");
    assertThat(read(store, "t")).isEqualTo(rows);
    for (int i = 0; i < 20; i++) {
      scheduler.advanceToNext();
      scheduler.runUntilIdle();
    }
    assertThat(store.statistics().sealing().trouble()).isNull();
    assertThat(store.statistics().head().rows()).isZero();
    assertThat(files.list(SegmentInfo.DIRECTORY)).hasSize(store.statistics().segments().count());
    assertThat(read(store, "t")).containsExactlyInAnyOrderElementsOf(rows);
    store.close();
    try (Store again = open(options)) {
      assertThat(read(again, "t")).containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  @Test
  void aWriteAfterTheEndIsRefusedAtOnce() throws IOException {
    Store store = open(options);
    WriteBatch batch = Rows.batch(store, "t", List.of(Map.of("time", 1L, "v", 1L)));
    CompletableFuture<WriteOutcome> waiting = Rows.start(store, batch);
    store.close();
    assertThat(waiting.join().storedRows()).isEqualTo(1);
    assertThatThrownBy(() -> Rows.start(store, batch).join())
        .hasCauseInstanceOf(StoreFailedException.class);
  }

  @Test
  void tablesWhoseNamesDifferInCaseAreTwo() throws IOException {
    try (Store store = open(options)) {
      write(store, "T", List.of(Map.of("time", 1L, "v", 1L, "V", "x"))).join();
      write(store, "t", List.of(Map.of("time", 2L, "v", "y"))).join();
      assertThat(read(store, "T")).containsExactly(Map.of("time", 1L, "v", 1L, "V", "x"));
      assertThat(read(store, "t")).containsExactly(Map.of("time", 2L, "v", "y"));
    }
  }

  @Test
  void rowsWithAndWithoutTagsShareATable() throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Map<String, Object> row = new TreeMap<>(Map.of("time", (long) i / 7, "v", (long) i));
      if (i % 3 == 1) {
        row.put("#car", "c" + i % 2);
      } else if (i % 3 == 2) {
        row.put("car", "field" + i % 5);
        row.put("#team", "t");
      }
      rows.add(row);
    }
    try (Store store = open(options)) {
      write(store, "t", rows).join();
      assertThat(read(store, "t")).isEqualTo(Rows.asRead(rows));
      seal(store);
      assertThat(read(store, "t")).containsExactlyInAnyOrderElementsOf(Rows.asRead(rows));
    }
  }

  /** A quiet table's rows would pin the log from one start to the next, before any is old. */
  @Test
  void aServerThatIsRestartedAgainAndAgainDoesNotKeepItsLog() throws IOException {
    StoreOptions hours =
        options.with(SealingOptions.defaults().withAgeNanos(TimeUnit.HOURS.toNanos(1)));
    try (Store store = open(hours)) {
      write(store, "quiet", List.of(Map.of("time", 1L, "v", 7L))).join();
    }
    try (Store store = open(hours)) {
      assertThat(store.statistics().head().rows()).isEqualTo(1);
      clock.advance(SealingRest.AFTER_START_NANOS);
      write(store, "busy", List.of(Map.of("time", 2L, "v", 8L))).join();
      assertThat(store.statistics().segments().rows()).isEqualTo(1);
      assertThat(store.statistics().head().rows()).isEqualTo(1);
    }
  }

  /** A chunk's full arrays serve another chunk later, with what they held still in them. */
  @Test
  void memoryOfSealedRowsIsUsedAgainOnlyWhenNoSnapshotSeesThem() throws IOException {
    int rows = 1 << 17; // two full chunks
    try (Store store = open(options.with(SealingOptions.defaults().withRows(rows)))) {
      List<Map<String, Object>> first = rowsWithGaps(0, rows);
      write(store, "t", first.subList(0, rows - 1)).join();
      try (Snapshot before = store.snapshot()) {
        write(store, "t", first.subList(rows - 1, rows)).join();
        assertThat(store.statistics().sealing().rows()).isEqualTo(rows);
        write(store, "t", rowsWithGaps(1, rows - 1)).join();
        assertThat(store.statistics().head().retainedBytes()).isZero();
        assertThat(Rows.read(before, "t").equals(Rows.asRead(first.subList(0, rows - 1)))).isTrue();
      }
      write(store, "t", rowsWithGaps(2, 1)).join();
      assertThat(store.statistics().sealing().rows()).isEqualTo(2L * rows);
      long retained = store.statistics().head().retainedBytes();
      assertThat(retained).isPositive();
      List<Map<String, Object>> last = rowsWithGaps(4, rows - 1);
      write(store, "u", last.subList(0, 55_000)).join();
      write(store, "u", last.subList(55_000, rows - 1)).join();
      assertThat(store.statistics().head().rows()).isEqualTo(rows - 1);
      assertThat(store.statistics().head().retainedBytes()).isLessThan(retained);
      assertThat(read(store, "u").equals(Rows.asRead(last))).isTrue();
    }
  }

  @Test
  void aFullChunkOfTheHeadIsKnownByANumberAndAnyOtherIsNot() throws IOException {
    try (Store store = open(options)) {
      write(store, "t", rowsWithGaps(0, 70_000)).join();
      List<Long> before = immutableIds(store, "t");
      assertThat(before).hasSize(2);
      assertThat(before.getFirst()).isPositive();
      assertThat(before.getLast()).isNegative();
      write(store, "t", rowsWithGaps(1, 70_000)).join();
      List<Long> after = immutableIds(store, "t");
      assertThat(after).hasSize(3).startsWith(before.getFirst());
      assertThat(after.get(1)).isPositive().isNotEqualTo(after.getFirst());
      assertThat(after.getLast()).isNegative();
    }
  }

  private static List<Long> immutableIds(Store store, String table) {
    try (Snapshot snapshot = store.snapshot()) {
      TableSnapshot found = Objects.requireNonNull(snapshot.table("db", table));
      return found.sources().stream().map(RowSource::immutableId).toList();
    }
  }

  /** Rows of all types of columns; what each row has depends on the round. */
  private static List<Map<String, Object>> rowsWithGaps(int round, int count) {
    List<Map<String, Object>> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Map<String, Object> row = new TreeMap<>();
      row.put("time", 1_000_000L * round + i);
      row.put("#car", "c" + i % 50);
      row.put("l", (long) i * (round + 1));
      if (i / 100 % 3 != round % 3) {
        row.put("d", i / 8.0 + round);
      }
      if (round < 4 || i < 50_000) {
        row.put("s", "value " + i % (97 - 20 * round));
      }
      rows.add(row);
    }
    return rows;
  }
}
