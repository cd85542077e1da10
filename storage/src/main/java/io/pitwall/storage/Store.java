package io.pitwall.storage;

import io.pitwall.storage.batch.StoreFailedException;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.kernel.KernelWarmUp;
import io.pitwall.storage.log.LogWriter;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.read.SnapshotSource;
import io.pitwall.storage.record.BatchEncoder;
import io.pitwall.storage.record.PreparedBatch;
import io.pitwall.storage.runtime.Activity;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.Scheduler;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.segment.SegmentFile;
import io.pitwall.storage.segment.SegmentInfo;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A time-series store in one directory: takes batches, hands out snapshots.
 *
 * <p>A batch is durable, whole and visible when its completion says so, and is there exactly once
 * after any crash. Any thread may write and take snapshots. One thread writes the log ({@link
 * GroupCommit}), one seals ({@link BackgroundSealing}); both belong to the scheduler.
 */
public final class Store implements SnapshotSource, AutoCloseable {
  private final StoreOptions options;
  private final FileSystem.Lock lock;
  private final Manifest manifest;
  private final Catalog catalog;
  private final Heads heads;
  private final LogWriter log;
  private final GroupCommit commit;
  private final BackgroundSealing sealing;
  private final Activity commitActivity;
  private final Activity sealingActivity;
  private final Recovery.Report recovered;
  private final ThreadLocal<BatchEncoder> encoders = ThreadLocal.withInitial(BatchEncoder::new);

  /** How a recovery begins; tests begin faulty ones. */
  @FunctionalInterface
  interface RecoveryStart {
    Recovery begin(StoreOptions options, FileSystem files, Clock clock) throws IOException;
  }

  private Store(
      FileSystem.Lock lock,
      StoreOptions options,
      Clock clock,
      Scheduler scheduler,
      Recovery recovery)
      throws IOException {
    this.options = options;
    this.lock = lock;
    manifest = recovery.manifest();
    catalog = recovery.catalog();
    heads = recovery.heads();
    sealing = recovery.sealing();
    sealingActivity = scheduler.start(sealing);
    sealing.startedAs(sealingActivity);
    try {
      recovered = recovery.replay();
      log = recovery.resumeLog(recovered.log());
    } catch (IOException | RuntimeException e) {
      sealingActivity.close();
      throw e;
    }
    log.startMaintenance(scheduler);
    sealing.frees(log);
    commit =
        new GroupCommit(
            options, catalog, heads, log, clock, sealing::enqueue, recovery.loggedDefinitions());
    commitActivity = scheduler.start(commit);
    commit.startedAs(commitActivity);
  }

  /**
   * Opens the store in the file system's root, making it if the root is empty, and brings back
   * everything that was acknowledged.
   *
   * @throws IOException if another process has it open, or it can't be read, or is damaged in a way
   *     that would lose rows silently; the message says what to do
   */
  public static Store open(StoreOptions options, FileSystem files, Clock clock, Scheduler scheduler)
      throws IOException {
    return open(options, files, clock, scheduler, Recovery::new);
  }

  static Store open(
      StoreOptions options,
      FileSystem files,
      Clock clock,
      Scheduler scheduler,
      RecoveryStart recoveryStart)
      throws IOException {
    FileSystem.Lock lock = files.lock("LOCK");
    try {
      Recovery recovery = recoveryStart.begin(options, files, clock);
      return new Store(lock, options, clock, scheduler, recovery);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
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
    return catalog.published();
  }

  /**
   * Stores a batch. Encodes it on the calling thread; the rest happens on the log's.
   *
   * @param batch finished; not to be touched until the completion was called
   */
  public void write(WriteBatch batch, WriteCompletion completion) {
    PreparedBatch prepared =
        encoders
            .get()
            .prepare(
                batch,
                catalog.published(),
                (tableId, columnId) -> catalog.published().isWidenable(tableId, columnId));
    commit.submit(prepared, completion);
  }

  /** Whether writers should pause: most of a budget is spent that refuses writes when all is. */
  public boolean isCongested() {
    return heads.headBytes() > options.memory().maxHeadBytes() / 4 * 3
        || commit.queuedBytes() > options.commit().maxQueuedBytes() / 2;
  }

  @Override
  public Snapshot snapshot() {
    return heads.snapshot();
  }

  public StoreStatistics statistics() {
    StoreState state = heads.state();
    int segments = 0;
    long segmentRows = 0;
    long segmentBytes = 0;
    for (int tableId = 0; tableId < state.tableCount(); tableId++) {
      for (SegmentFile segment : state.table(tableId).segments()) {
        SegmentInfo info = segment.info();
        segments++;
        segmentRows += info.rows();
        segmentBytes += info.sizeBytes();
      }
    }
    @Nullable StoreFailedException failure = commit.failure();
    return new StoreStatistics(
        new StoreStatistics.Commits(
            state.lsn(),
            commit.batches(),
            commit.rows(),
            commit.queuedBytes(),
            failure == null ? null : failure.getMessage()),
        new StoreStatistics.Log(log.bytesInUse(), commit.syncs()),
        new StoreStatistics.Head(heads.headRows(), heads.headBytes()),
        new StoreStatistics.Sealing(
            sealing.waiting(), sealing.sealedRows(), sealing.sealNanos(), sealing.trouble()),
        new StoreStatistics.Segments(segments, segmentRows, segmentBytes),
        new StoreStatistics.Replay(
            recovered.log().records(), recovered.log().bytes(), recovered.damages()));
  }

  /**
   * Commits what waits, marks the log durable and closes all files. Unsealed rows stay in the log
   * and are replayed at the next start.
   */
  @Override
  public void close() throws IOException {
    commit.stop();
    commitActivity.close();
    commit.drain();
    sealingActivity.close();
    try {
      if (commit.failure() == null) {
        log.mark();
      }
    } finally {
      log.close();
      manifest.close();
      StoreState state = heads.state();
      for (int tableId = 0; tableId < state.tableCount(); tableId++) {
        for (SegmentFile segment : state.table(tableId).segments()) {
          segment.close();
        }
      }
      lock.close();
    }
  }
}
