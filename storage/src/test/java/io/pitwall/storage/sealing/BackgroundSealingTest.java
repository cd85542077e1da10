package io.pitwall.storage.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.Rows;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.cache.BlockCache;
import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.catalog.LoggedDefinitions;
import io.pitwall.storage.commit.HeadAccount;
import io.pitwall.storage.commit.HeadBudget;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.head.HeadArrays;
import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.manifest.FileIds;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.options.CatalogLimits;
import io.pitwall.storage.options.MemoryOptions;
import io.pitwall.storage.publication.LogRelease;
import io.pitwall.storage.publication.Publication;
import io.pitwall.storage.publication.StoreFiles;
import io.pitwall.storage.record.BatchEncoder;
import io.pitwall.storage.record.RecordWriter;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.runtime.WakeUp;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.ManualClock;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SimulatedFileSystem.Operation;
import io.pitwall.storage.simulation.SteppedScheduler;
import io.pitwall.storage.sorting.SegmentSealer;
import io.pitwall.storage.state.AppendedRows;
import io.pitwall.storage.state.PublishedState;
import io.pitwall.storage.state.StoreState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several tables, some of which can't be sealed: their rows are not in the published state. */
class BackgroundSealingTest {
  private final SimulatedFileSystem files = new SimulatedFileSystem(new Chance(1));
  private final ManualClock clock = new ManualClock(0);
  private final SteppedScheduler scheduler = new SteppedScheduler(clock, new Chance(2));
  private final Catalog catalog = new Catalog(TimeUnit.HOURS.toNanos(1));
  private final LoggedDefinitions definitions = new LoggedDefinitions(new WakeUp());
  private final PublishedState published =
      new PublishedState(StoreState.of(0, catalog.publish(), Map.of()), 1L << 30);
  private final WakeUp wakeUp = new WakeUp();
  private final SealingQueue queue = new SealingQueue(wakeUp);
  private final SealingCounters counters = new SealingCounters();
  private long lsn;

  @BeforeEach
  void start() throws IOException {
    files.createDirectories(SegmentInfo.DIRECTORY);
    Manifest manifest = Manifest.open(files, "manifest");
    StoreFiles store =
        new StoreFiles(files, manifest, new FileIds(manifest, 1), new BlockCache(1 << 20));
    SealingParts parts =
        new SealingParts(
            queue,
            new SegmentSealer(files),
            new HeadAccount(),
            new HeadBudget(Long.MAX_VALUE),
            new SealingBackOff(),
            counters,
            clock);
    Publication publication = new Publication(store, published, definitions, LogRelease.NONE);
    scheduler.start(
        new BackgroundSealing(parts, publication, SealingRest.until(clock.monotonicNanos())),
        wakeUp);
  }

  /** A frozen row of a table. */
  private HeadView freeze(String table) {
    lsn++;
    WriteBatch batch = new WriteBatch("db", catalog.publish(), WriteLimits.DEFAULT);
    Rows.add(batch, table, List.of(Map.of("time", lsn, "v", lsn)));
    batch.finish();
    RecordWriter.Written written =
        new RecordWriter(catalog)
            .write(
                new BatchEncoder(CatalogLimits.defaults())
                    .prepare(batch, catalog.published(), (id, column) -> true),
                new ByteSink(1 << 10));
    definitions.addAll(written.definitions());
    RowRun run = written.runs().getFirst();
    HeadGeneration generation =
        new HeadGeneration(
            catalog.table(run.tableId()),
            new HeadArrays(0, MemoryOptions.DEFAULT_CHUNK_ROWS),
            0,
            0);
    generation.append(run, lsn);
    return generation.view();
  }

  private void publish(HeadView view) {
    published.publish(new AppendedRows(lsn, catalog.publish(), List.of(), List.of(view)));
    published.freeze(view);
  }

  private HeadView sound(String table) {
    HeadView view = freeze(table);
    publish(view);
    return view;
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      clock.advance(TimeUnit.SECONDS.toNanos(1));
      scheduler.runUntilIdle();
    }
  }

  @Test
  void aTableThatCannotBeSealedDoesNotStopTheOthers() {
    HeadView broken = freeze("broken");
    queue.add(broken);
    for (int i = 0; i < 5; i++) {
      queue.add(sound("sound" + i));
    }
    scheduler.runUntilIdle();
    assertThat(counters.rows()).isEqualTo(5);
    assertThat(counters.trouble()).startsWith("table 'broken' of database 'db' can't be sealed");
    for (int i = 0; i < 5; i++) {
      queue.add(sound("sound" + i));
    }
    scheduler.runUntilIdle();
    assertThat(counters.rows()).isEqualTo(10);
    assertThat(counters.trouble()).contains("'broken'");
    publish(broken);
    pass(10);
    assertThat(counters.rows()).isEqualTo(11);
    assertThat(counters.trouble()).isNull();
  }

  /** A table's position says that all rows before it are sealed. */
  @Test
  void laterRowsOfATableWaitForItsEarlierOnes() {
    HeadView first = freeze("t");
    queue.add(first);
    queue.add(sound("t"));
    pass(30);
    assertThat(counters.rows()).isZero();
    assertThat(queue.size()).isEqualTo(2);
    publish(first);
    pass(10);
    assertThat(counters.rows()).isEqualTo(2);
  }

  @Test
  void attemptsBecomeRarerAndNeverEnd() {
    queue.add(freeze("broken"));
    long steps = scheduler.steps();
    pass(1000);
    assertThat(scheduler.steps() - steps).as("attempts in 1,000 s").isBetween(90L, 250L);
  }

  @Test
  void afterAnErrorOfTheDiskAllTablesWaitASecond() {
    files.failAt(Operation.CREATE, "segments/", true, "injected: no inodes");
    for (int i = 0; i < 50; i++) {
      queue.add(sound("t" + i));
    }
    long before = files.counts().getOrDefault(Operation.CREATE, 0L);
    scheduler.runUntilIdle();
    assertThat(files.counts().getOrDefault(Operation.CREATE, 0L) - before).isEqualTo(1);
    pass(5);
    assertThat(files.counts().getOrDefault(Operation.CREATE, 0L) - before).isEqualTo(6);
    files.heal();
    pass(10);
    assertThat(counters.rows()).isEqualTo(50);
  }
}
