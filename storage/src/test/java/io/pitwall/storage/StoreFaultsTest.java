package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.batch.BatchTooLargeException;
import io.pitwall.storage.batch.StoreFailedException;
import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.ErrorFileSystem;
import io.pitwall.storage.simulation.ManualClock;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SimulatedFileSystem.Operation;
import io.pitwall.storage.simulation.SteppedScheduler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Faults of the store's own threads and of its callers: everybody is answered, nothing hangs. */
class StoreFaultsTest {
  private final ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
  private final SimulatedFileSystem disk = new SimulatedFileSystem(new Chance(1));
  private final ErrorFileSystem files = new ErrorFileSystem(disk);
  private final StoreOptions options =
      StoreOptions.defaults()
          .with(SealingOptions.defaults().withRows(10))
          .with(LogOptions.defaults().withFileBytes(1 << 16).withPooledFiles(0));
  private SteppedScheduler scheduler = new SteppedScheduler(clock, new Chance(2));

  private Store open(StoreOptions with) throws IOException {
    scheduler = new SteppedScheduler(clock, new Chance(2));
    return Store.open(with, files, clock, scheduler);
  }

  private static CompletableFuture<WriteOutcome> start(Store store, int rows) {
    return Rows.start(store, Rows.batch(store, "t", rows(rows)));
  }

  private static List<Map<String, Object>> rows(int count) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(Map.of("time", (long) i, "v", (long) i));
    }
    return rows;
  }

  private static void assertFailed(CompletableFuture<WriteOutcome> write, String words) {
    assertThat(write).isCompletedExceptionally();
    assertThatThrownBy(write::join)
        .hasCauseInstanceOf(StoreFailedException.class)
        .hasMessageContaining(words);
  }

  private static int count(Store store) throws IOException {
    try (Snapshot snapshot = store.snapshot()) {
      return Rows.read(snapshot, "t").size();
    }
  }

  /** A caller whose completion throws, as that of a network that is closed already. */
  private static void startThrowing(Store store, Throwable planted) {
    store.write(
        Rows.batch(store, "t", rows(1)),
        new WriteCompletion() {
          @Override
          public void completed(WriteOutcome outcome) {
            fail();
          }

          @Override
          public void failed(Exception cause) {
            fail();
          }

          private void fail() {
            if (planted instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) planted;
          }
        });
  }

  @Test
  void aCompletionThatThrowsHurtsNobodyElse() throws IOException {
    try (Store store = open(options)) {
      CompletableFuture<WriteOutcome> before = start(store, 1);
      startThrowing(store, new IllegalStateException("planted: the network is closed"));
      startThrowing(store, new AssertionError("planted"));
      CompletableFuture<WriteOutcome> after = start(store, 10);
      scheduler.runUntilIdle();
      assertThat(before.join().storedRows()).isEqualTo(1);
      assertThat(after.join().storedRows()).isEqualTo(10);
      assertThat(store.isReady()).isTrue();
      assertThat(store.statistics().sealing().rows()).as("the group was sealed").isEqualTo(13);
      CompletableFuture<WriteOutcome> later = start(store, 1);
      scheduler.runUntilIdle();
      assertThat(later.join().storedRows()).isEqualTo(1);
    }
  }

  @Test
  void aCompletionThatThrowsWhileTheStoreClosesDoesNotStopTheClosing() throws IOException {
    Store store = open(options);
    startThrowing(store, new IllegalStateException("planted: the network is closed"));
    CompletableFuture<WriteOutcome> waiting = start(store, 2);
    store.close();
    assertThat(waiting.join().storedRows()).isEqualTo(2);
    try (Store again = open(options)) {
      assertThat(count(again)).isEqualTo(3);
    }
  }

  @Test
  void aFatalErrorInACompletionEndsTheLogAfterTheOthersWereAnswered() throws IOException {
    Store store = open(options);
    startThrowing(store, new StackOverflowError("planted"));
    CompletableFuture<WriteOutcome> after = start(store, 1);
    assertThatThrownBy(scheduler::runUntilIdle).isInstanceOf(StackOverflowError.class);
    assertThat(after.join().storedRows()).isEqualTo(1);
    assertThat(store.isReady()).isFalse();
    assertFailed(start(store, 1), "StackOverflowError");
  }

  @Test
  void anErrorOfTheLogsThreadFailsAllThatWaitAndAllThatComes() throws IOException {
    Store store = open(options);
    start(store, 1);
    scheduler.runUntilIdle();
    List<CompletableFuture<WriteOutcome>> waiting = new ArrayList<>();
    files.failIn("log", new OutOfMemoryError("planted"));
    for (int i = 0; i < 20; i++) {
      waiting.add(start(store, 1));
    }
    assertThatThrownBy(scheduler::runUntilIdle).isInstanceOf(OutOfMemoryError.class);
    assertThat(waiting)
        .allSatisfy(write -> assertFailed(write, "nothing is acknowledged any more"));
    assertThat(store.isReady()).isFalse();
    assertThat(store.statistics().commits().failure()).contains("planted");
    assertFailed(start(store, 1), "planted");
    assertThat(store.statistics().commits().queuedBytes()).isZero();
    assertThat(count(store)).as("reading goes on").isEqualTo(1);
  }

  @Test
  void anErrorOfTheSealingThreadEndsWriting() throws IOException {
    Store store = open(options);
    files.failIn("segments", new InternalError("planted"));
    CompletableFuture<WriteOutcome> sealed = start(store, 10);
    assertThatThrownBy(scheduler::runUntilIdle).isInstanceOf(InternalError.class);
    assertThat(sealed.join().storedRows()).isEqualTo(10);
    assertThat(store.isReady()).isFalse();
    assertFailed(start(store, 1), "planted");
    assertThat(count(store)).isEqualTo(10);
  }

  @Test
  void aStoreWhoseDiskFailsClosesAndGivesItsLockBack() throws IOException {
    Store store = open(options);
    start(store, 3);
    scheduler.runUntilIdle();
    CompletableFuture<WriteOutcome> waiting = start(store, 1);
    Error planted = new InternalError("planted");
    files.failIn("log", planted);
    assertThatThrownBy(store::close).isSameAs(planted);
    assertFailed(waiting, "planted");
    assertFailed(start(store, 1), "planted");
    files.failIn("nowhere", planted);
    try (Store again = open(options)) {
      assertThat(count(again)).isBetween(3, 4);
    }
  }

  @Test
  void aWriteThatTheLogCanNeverTakeIsRefusedForGoodAndTheStoreGoesOn() throws IOException {
    LogOptions small = new LogOptions(8192, 16384, 0, 4096, 0);
    try (Store store = open(options.with(small))) {
      CompletableFuture<WriteOutcome> large =
          Rows.start(
              store,
              Rows.batch(
                  store, "t", List.of(Map.of("time", 1L, "#tag", "x".repeat(4000), "v", 1L))));
      assertThatThrownBy(large::join)
          .hasCauseInstanceOf(BatchTooLargeException.class)
          .hasMessageContaining("(limit max-log-bytes)");
      CompletableFuture<WriteOutcome> next = start(store, 1);
      scheduler.runUntilIdle();
      assertThat(next.join().storedRows()).isEqualTo(1);
      assertThat(Objects.requireNonNull(store.catalog().find("db", "t")).find("tag")).isNull();
    }
  }

  /** A client that sends ever new series to a full log must not pile up their definitions. */
  @Test
  void namesOfWritesThatAFullLogRefusedAreDefinedBeforeTheNextThatIsTaken() throws IOException {
    StoreOptions full =
        options
            .with(SealingOptions.defaults().withRows(100_000))
            .with(new LogOptions(8192, 16384, 0, 4096, 0));
    try (Store store = open(full)) {
      disk.failAt(Operation.CREATE, "segments/", true, "injected: no rows can be sealed");
      int refused = 0;
      start(store, 1);
      scheduler.runUntilIdle();
      disk.failOn(SimulatedFileSystem.Operation.SYNC_DIRECTORY, 1, true, "injected: disk full");
      for (int i = 0; i < 40; i++) {
        CompletableFuture<WriteOutcome> write =
            Rows.start(
                store,
                Rows.batch(
                    store,
                    "t",
                    List.of(Map.of("time", 1L, "#tag", i + "x".repeat(1000), "v", 1L))));
        scheduler.runUntilIdle();
        if (write.isCompletedExceptionally()) {
          refused++;
          assertThatThrownBy(write::join).hasCauseInstanceOf(StoreOverloadedException.class);
        }
      }
      assertThat(refused).isBetween(20, 39);
      disk.heal();
    }
    try (Store store = open(options)) {
      int rows = count(store);
      assertThat(store.statistics().replay().damages()).isEmpty();
      CompletableFuture<WriteOutcome> write =
          Rows.start(
              store, Rows.batch(store, "t", List.of(Map.of("time", 1L, "#tag", "new", "v", 1L))));
      scheduler.runUntilIdle();
      assertThat(write.join().storedRows()).isEqualTo(1);
      assertThat(count(store)).isEqualTo(rows + 1);
    }
  }
}
