package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.ManualClock;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SteppedScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Names are durable in the manifest soon, also where no row is sealed after them. */
class StoreNamesTest {
  private final ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
  private final SimulatedFileSystem files = new SimulatedFileSystem(new Chance(1));
  private SteppedScheduler scheduler = new SteppedScheduler(clock, new Chance(2));

  private Store open(int sealRows) throws IOException {
    scheduler = new SteppedScheduler(clock, new Chance(2));
    StoreOptions options =
        StoreOptions.defaults()
            .with(SealingOptions.defaults().withRows(sealRows))
            .with(new LogOptions(8192, 3 * 8192, 0, 4096, 0));
    return Store.open(options, files, clock, scheduler);
  }

  private static CompletableFuture<WriteOutcome> start(
      Store store, String table, long time, Map<String, Object> values) {
    Map<String, Object> row = new TreeMap<>(values);
    row.put("time", time);
    return Rows.start(store, Rows.batch(store, table, List.of(row)));
  }

  /** Text that compression makes a quarter shorter at most. */
  private static String text(long seed, int length) {
    Chance chance = new Chance(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append((char) ('0' + chance.below(64)));
    }
    return text.toString();
  }

  private void passSecond() {
    clock.advance(TimeUnit.SECONDS.toNanos(1));
    scheduler.runUntilIdle();
  }

  @Test
  void namesAreInTheManifestASecondAfterTheyWereLogged() throws IOException {
    Store store = open(1000);
    start(store, "t", 1, Map.of("v", 1L));
    scheduler.runUntilIdle();
    passSecond();
    assertThat(store.statistics().sealing().rows()).isZero();
    files.killProcess();
    files.paths().stream().filter(path -> path.startsWith("log/")).forEach(files::remove);
    try (Store again = open(1000)) {
      assertThat(again.catalog().find("db", "t")).isNotNull();
    }
  }

  @Test
  void namesThatComeOneByOneShareAnEdit() throws IOException {
    try (Store store = open(1000)) {
      start(store, "t", 1, Map.of("v", 1L));
      scheduler.runUntilIdle();
      passSecond();
      long before = manifestForces();
      for (int i = 0; i < 10; i++) {
        start(store, "t", i, Map.of("v" + i, 1L));
        scheduler.runUntilIdle();
        clock.advance(TimeUnit.MILLISECONDS.toNanos(50));
      }
      passSecond();
      assertThat(manifestForces() - before).isEqualTo(1);
    }
  }

  private int forces;

  private int manifestForces() {
    files.beforeForce(path -> forces += path.startsWith("manifest/") ? 1 : 0);
    return forces;
  }

  /** Definitions of a batch that was refused have a record of their own, and no row keeps it. */
  @Test
  void aLogWithNoUnsealedRowsDoesNotStayFull() throws IOException {
    try (Store store = open(1)) {
      Map<String, Object> large = Map.of("s", text(1, 6000), "#car", text(2, 2000));
      for (int i = 0; i < 3; i++) {
        start(store, "a", i, Map.of("s", text(3 + i, 3000)));
      }
      CompletableFuture<WriteOutcome> first = start(store, "b", 3, large);
      scheduler.runUntilIdle();
      assertThat(first)
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(StoreOverloadedException.class);
      assertThat(store.statistics().head().rows()).as("unsealed rows").isZero();
      CompletableFuture<WriteOutcome> second = start(store, "b", 3, large);
      scheduler.runUntilIdle();
      assertThat(second).as("its definitions took the last room").isCompletedExceptionally();
      assertThat(store.statistics().head().rows()).as("unsealed rows").isZero();
      passSecond();
      passSecond();
      CompletableFuture<WriteOutcome> third = start(store, "b", 3, large);
      scheduler.runUntilIdle();
      assertThat(third).succeedsWithin(Duration.ZERO).matches(one -> one.storedRows() == 1);
    }
  }
}
