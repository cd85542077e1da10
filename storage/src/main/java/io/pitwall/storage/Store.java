package io.pitwall.storage;

import io.pitwall.storage.batch.StoreFailedException;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.catalog.CatalogState;
import io.pitwall.storage.commit.BatchQueue;
import io.pitwall.storage.commit.GroupCommit;
import io.pitwall.storage.commit.HeadAccount;
import io.pitwall.storage.commit.HeadBudget;
import io.pitwall.storage.head.HeadArrays;
import io.pitwall.storage.kernel.KernelWarmUp;
import io.pitwall.storage.log.LogWriter;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.options.CatalogLimits;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.read.SnapshotSource;
import io.pitwall.storage.record.BatchEncoder;
import io.pitwall.storage.record.PreparedBatch;
import io.pitwall.storage.recovery.RecoverySteps;
import io.pitwall.storage.recovery.ReplayReport;
import io.pitwall.storage.runtime.Activity;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.Machine;
import io.pitwall.storage.runtime.Scheduler;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.sealing.SealingCounters;
import io.pitwall.storage.sealing.SealingQueue;
import io.pitwall.storage.segment.SegmentFile;
import io.pitwall.storage.state.PublishedState;
import io.pitwall.storage.state.SegmentTotals;
import io.pitwall.storage.state.StoreState;
import java.io.Closeable;
import java.io.IOException;

/**
 * A time-series store in one directory: takes batches, hands out snapshots.
 *
 * <p>When the completion of a batch is called, the batch is durable, whole and visible; after any
 * crash it is there exactly once. Any thread may write and take snapshots. One thread writes the
 * log ({@link GroupCommit}) and one seals ({@link io.pitwall.storage.sealing.BackgroundSealing});
 * both belong to the scheduler.
 */
public final class Store implements SnapshotSource, AutoCloseable {
  /** The files that stay open as long as the store. */
  record Disk(FileSystem.Lock lock, Manifest manifest, LogWriter log) {}

  /** The way of a batch into the log. */
  record Writing(
      CatalogLimits limits,
      Catalog catalog,
      BatchQueue queue,
      GroupCommit commit,
      Activity activity) {}

  /** The rows that are visible, and the memory of the unsealed ones. */
  record Rows(
      PublishedState published, HeadAccount account, HeadBudget budget, HeadArrays arrays) {}

  /** The work of the threads that publish segments and names. */
  record SealingWork(
      SealingQueue queue, SealingCounters counters, Activity activity, Activity naming) {}

  private final Disk disk;
  private final Writing writing;
  private final Rows rows;
  private final SealingWork sealing;
  private final ReplayReport replay;
  private final ThreadLocal<BatchEncoder> encoders;

  /** Connects parts that run already; see {@link StoreOpening}. */
  Store(Disk disk, Writing writing, Rows rows, SealingWork sealing, ReplayReport replay) {
    this.disk = disk;
    this.writing = writing;
    this.rows = rows;
    this.sealing = sealing;
    this.replay = replay;
    encoders = ThreadLocal.withInitial(() -> new BatchEncoder(writing.limits()));
  }

  /**
   * Opens the store in the file system's root, or creates it if the root is empty, and brings back
   * everything that was acknowledged.
   *
   * @throws IOException if another process has it open, or it can't be read, or is damaged in a way
   *     that would lose rows silently; the message says what to do
   */
  public static Store open(StoreOptions options, FileSystem files, Clock clock, Scheduler scheduler)
      throws IOException {
    return StoreOpening.open(options, new Machine(files, clock, scheduler), new RecoverySteps());
  }

  /**
   * Runs the kernels that encode and decode until the JIT has compiled them; about a second of a
   * core on the calling thread. Returns early, interrupted, if the thread is interrupted.
   */
  public static void compileKernels() {
    KernelWarmUp.run();
  }

  /** The names that are visible now. */
  public CatalogView catalog() {
    return writing.catalog().published();
  }

  /**
   * Stores a batch. Encodes it on the calling thread; the rest happens on the log's.
   *
   * @param batch finished; must not be touched until the completion was called
   */
  public void write(WriteBatch batch, WriteCompletion completion) {
    Catalog catalog = writing.catalog();
    PreparedBatch prepared =
        encoders
            .get()
            .prepare(
                batch,
                catalog.published(),
                (tableId, columnId) -> catalog.published().isWidenable(tableId, columnId));
    writing.queue().submit(prepared, completion);
  }

  /** Whether writes are acknowledged. If not, {@link #statistics} says why. */
  public boolean isReady() {
    return writing.queue().failure() == null;
  }

  /**
   * Whether writers should pause: most of a budget is spent, and writes are refused beyond it.
   * Never if the store is not ready, since a pause does not help then.
   */
  public boolean isCongested() {
    return isReady() && isNearlyFull();
  }

  private boolean isNearlyFull() {
    return rows.budget().isNearlySpent(rows.account().bytes()) || writing.queue().isHalfFull();
  }

  @Override
  public Snapshot snapshot() {
    return rows.published().snapshot();
  }

  /** State and counters of the store now, in the same time however many tables and segments. */
  public StoreStatistics statistics() {
    StoreState state = rows.published().current();
    SegmentTotals segments = state.segments();
    StoreFailedException failure = writing.queue().failure();
    GroupCommit commit = writing.commit();
    SealingCounters sealed = sealing.counters();
    CatalogState names = state.catalog();
    return new StoreStatistics(
        new StoreStatistics.Names(names.databaseCount(), names.tableCount(), names.seriesCount()),
        new StoreStatistics.Commits(
            state.lsn(),
            commit.batches(),
            commit.rows(),
            writing.queue().bytes(),
            failure == null ? null : failure.getMessage()),
        new StoreStatistics.Log(disk.log().bytesInUse(), commit.syncs()),
        new StoreStatistics.Head(
            rows.account().rows(),
            rows.account().bytes(),
            rows.arrays().retainedBytes(),
            rows.published().pinnedBytes()),
        new StoreStatistics.Sealing(
            sealing.queue().size(), sealed.rows(), sealed.nanos(), sealed.trouble()),
        new StoreStatistics.Segments(segments.count(), segments.rows(), segments.bytes()),
        new StoreStatistics.Replay(replay.log().records(), replay.log().bytes(), replay.damages()));
  }

  /**
   * Commits the waiting batches, marks the log durable and closes all files. Unsealed rows stay in
   * the log and are replayed at the next start.
   */
  @Override
  @SuppressWarnings("try") // the resources are only closed, in the order opposite to this one
  public void close() throws IOException {
    try (FileSystem.Lock lock = disk.lock();
        Manifest manifest = disk.manifest();
        Closeable segments = () -> closeSegments(rows.published().current());
        LogWriter log = disk.log()) {
      endWork();
    }
  }

  private void endWork() throws IOException {
    writing.queue().stop();
    writing.activity().close();
    try {
      writing.commit().drain();
    } finally {
      sealing.activity().close();
      sealing.naming().close();
    }
    if (isReady()) {
      disk.log().mark();
    }
  }

  static void closeSegments(StoreState state) throws IOException {
    for (int tableId = 0; tableId < state.tableCount(); tableId++) {
      for (SegmentFile segment : state.table(tableId).segments()) {
        segment.close();
      }
    }
  }
}
