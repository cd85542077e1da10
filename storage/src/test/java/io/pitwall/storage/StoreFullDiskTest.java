package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.ManualClock;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SimulatedFileSystem.Operation;
import io.pitwall.storage.simulation.SteppedScheduler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A disk that is full, and has room again later, and tables that can't be sealed. */
class StoreFullDiskTest {
  private static final int FILE_BYTES = 8192;

  private final ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
  private final SimulatedFileSystem files = new SimulatedFileSystem(new Chance(1));
  private SteppedScheduler scheduler = new SteppedScheduler(clock, new Chance(2));
  private StoreOptions options =
      StoreOptions.defaults()
          .with(SealingOptions.defaults().withRows(50))
          .with(LogOptions.defaults().withFileBytes(FILE_BYTES).withMinFreeBytes(2 * FILE_BYTES));
  private long nextTime;

  private Store open() throws IOException {
    scheduler = new SteppedScheduler(clock, new Chance(2));
    return Store.open(options, files, clock, scheduler);
  }

  /** Writes rows to a table; whether they were taken. */
  private boolean write(Store store, String table, int rows) {
    List<Map<String, Object>> batch = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      nextTime++;
      batch.add(Map.of("time", nextTime, "v", nextTime, "s", "value " + nextTime));
    }
    CompletableFuture<WriteOutcome> future = Rows.start(store, Rows.batch(store, table, batch));
    scheduler.runUntilIdle();
    if (future.isCompletedExceptionally()) {
      assertThatThrownBy(future::join).hasCauseInstanceOf(StoreOverloadedException.class);
      return false;
    }
    assertThat(future).isCompleted();
    return true;
  }

  private static int rowsOf(Store store, String table) throws IOException {
    try (Snapshot snapshot = store.snapshot()) {
      return Rows.read(snapshot, table).size();
    }
  }

  private long used() {
    return Long.MAX_VALUE - files.usableBytes();
  }

  private void wait(int seconds) {
    for (int i = 0; i < seconds; i++) {
      clock.advance(TimeUnit.SECONDS.toNanos(1));
      scheduler.runUntilIdle();
    }
  }

  /** Fills the disk with rows until none is taken any more, then makes room for some more. */
  @Test
  void aDiskThatIsFilledAndFreedAgainAndAgainNeedsNoRestartAndLosesNothing() throws IOException {
    int taken = 0;
    try (Store store = open()) {
      taken += write(store, "t", 10) ? 10 : 0;
      long capacity = used();
      for (int cycle = 0; cycle < 100; cycle++) {
        capacity += 6 * FILE_BYTES;
        files.capacity(capacity);
        wait(11);
        int before = taken;
        for (int i = 0; i < 500 && write(store, "t", 10); i++) {
          taken += 10;
        }
        assertThat(taken).as("cycle %d", cycle).isGreaterThan(before);
        assertThat(rowsOf(store, "t")).isEqualTo(taken);
        capacity = Math.max(capacity, files.usedBytes());
      }
      assertThat(files.usableBytes()).as("the reserve").isLessThan(4 * FILE_BYTES);
    }
    try (Store store = open()) {
      assertThat(rowsOf(store, "t")).isEqualTo(taken);
    }
  }

  @Test
  void aFullDiskLetsAStoreOpenAndReadAndContinuesOnceThereIsRoom() throws IOException {
    int taken = 0;
    Store crashed = open();
    for (int i = 0; i < 30; i++) {
      taken += write(crashed, "t", 10) ? 10 : 0;
    }
    for (int start = 0; start < 5; start++) {
      files.recoverAfterCrash();
      files.capacity(0);
      crashed = open();
      assertThat(rowsOf(crashed, "t")).isEqualTo(taken);
      wait(5);
    }
    files.capacity(Long.MAX_VALUE);
    wait(11);
    for (int i = 0; i < 30; i++) {
      assertThat(write(crashed, "t", 10)).isTrue();
    }
    wait(3);
    assertThat(crashed.statistics().sealing().trouble()).isNull();
    assertThat(rowsOf(crashed, "t")).isEqualTo(taken + 300);
    crashed.close();
  }

  @Test
  void sealingUsesTheSpaceThatTheLogLeavesFree() throws IOException {
    try (Store store = open()) {
      assertThat(write(store, "t", 49)).isTrue();
      files.capacity(files.usedBytes() + 2 * FILE_BYTES);
      assertThat(write(store, "t", 1)).isTrue();
      wait(3);
      assertThat(store.statistics().sealing().trouble()).isNull();
      assertThat(store.statistics().sealing().rows()).isEqualTo(50);
    }
  }

  /** The busy table is sealed all the time; the quiet one's first row keeps the log behind it. */
  @Test
  void aQuietTableNeverHasWritesRefused() throws IOException {
    options =
        options.with(
            LogOptions.defaults()
                .withFileBytes(FILE_BYTES)
                .withMaxBytes(8 * FILE_BYTES)
                .withMinFreeBytes(0));
    options = options.with(SealingOptions.defaults().withRows(50).withAgeNanos(Long.MAX_VALUE / 2));
    try (Store store = open()) {
      for (int i = 0; i < 1000; i++) {
        if (i % 50 == 0) {
          assertThat(write(store, "quiet" + i % 100, 1)).isTrue();
        }
        assertThat(write(store, "busy", 25)).as("batch %d", i).isTrue();
      }
      assertThat(store.statistics().segments().rows()).isGreaterThan(24_000);
    }
  }

  @Test
  void aDiskThatFailsForAWhileNamesTheTablesAndSealsThemAllLater() throws IOException {
    try (Store store = open()) {
      files.failAt(Operation.CREATE, "segments/", true, "injected: no inodes");
      for (int table = 0; table < 5; table++) {
        assertThat(write(store, "t" + table, 50)).isTrue();
      }
      wait(20);
      assertThat(store.statistics().sealing().trouble())
          .contains("table 't0' of database 'db' can't be sealed and is tried again")
          .contains("no inodes")
          .endsWith("so are 4 more tables");
      files.heal();
      wait(11);
      assertThat(store.statistics().sealing().trouble()).isNull();
      assertThat(store.statistics().sealing().rows()).isEqualTo(250);
    }
  }
}
