package io.pitwall.storage;

import io.pitwall.storage.cache.BlockCache;
import io.pitwall.storage.catalog.LoggedDefinitions;
import io.pitwall.storage.commit.ActiveHeads;
import io.pitwall.storage.commit.BatchQueue;
import io.pitwall.storage.commit.CommitTarget;
import io.pitwall.storage.commit.EssentialAgent;
import io.pitwall.storage.commit.GroupCommit;
import io.pitwall.storage.commit.HeadAccount;
import io.pitwall.storage.commit.HeadBudget;
import io.pitwall.storage.commit.RecordSizes;
import io.pitwall.storage.commit.SealingPolicy;
import io.pitwall.storage.head.HeadArrays;
import io.pitwall.storage.log.LogWriter;
import io.pitwall.storage.manifest.FileIds;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.publication.LogRelease;
import io.pitwall.storage.publication.NamePublishing;
import io.pitwall.storage.publication.Publication;
import io.pitwall.storage.publication.StoreFiles;
import io.pitwall.storage.recovery.LogReplay;
import io.pitwall.storage.recovery.ManifestRecovery;
import io.pitwall.storage.recovery.MissingManifest;
import io.pitwall.storage.recovery.OlderManifest;
import io.pitwall.storage.recovery.RecoveredManifest;
import io.pitwall.storage.recovery.RecoverySteps;
import io.pitwall.storage.recovery.ReplayReport;
import io.pitwall.storage.recovery.ReplayedRows;
import io.pitwall.storage.runtime.Activity;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.Machine;
import io.pitwall.storage.runtime.Scheduler;
import io.pitwall.storage.runtime.WakeUp;
import io.pitwall.storage.sealing.BackgroundSealing;
import io.pitwall.storage.sealing.SealingBackOff;
import io.pitwall.storage.sealing.SealingCounters;
import io.pitwall.storage.sealing.SealingParts;
import io.pitwall.storage.sealing.SealingQueue;
import io.pitwall.storage.sealing.SealingRest;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.sorting.SegmentSealer;
import io.pitwall.storage.state.PublishedState;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Opens a store: recovers what is on disk, then connects the parts of the live store and starts its
 * agents. Rows are sealed in the background during the replay of the log too, by an agent of its
 * own, since nobody writes the log yet that sealing could free.
 */
final class StoreOpening {
  private static final String LOG_DIRECTORY = "log";
  private static final String MANIFEST_DIRECTORY = "manifest";

  private final StoreOptions options;
  private final FileSystem files;
  private final Clock clock;
  private final Scheduler scheduler;
  private final RecoverySteps steps;
  private final HeadBudget budget;
  private final HeadAccount account = new HeadAccount();
  private final SealingPolicy policy;
  private final WakeUp wakeNames = new WakeUp();
  private final LoggedDefinitions definitions = new LoggedDefinitions(wakeNames);
  private final WakeUp wakeSealing = new WakeUp();
  private final SealingParts sealing;

  /** What an opening that fails must close again. */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private StoreOpening(StoreOptions options, Machine machine, RecoverySteps steps) {
    this.options = options;
    this.steps = steps;
    files = machine.files();
    clock = machine.clock();
    scheduler = machine.scheduler();
    budget = new HeadBudget(options.memory().maxHeadBytes());
    policy = new SealingPolicy(options.sealing(), budget);
    sealing =
        new SealingParts(
            new SealingQueue(wakeSealing),
            new SegmentSealer(files),
            account,
            budget,
            new SealingBackOff(),
            new SealingCounters(),
            clock);
  }

  /**
   * Opens a store; see {@link Store#open}.
   *
   * @param steps faulty ones in tests
   */
  static Store open(StoreOptions options, Machine machine, RecoverySteps steps) throws IOException {
    FileSystem.Lock lock = machine.files().lock("LOCK");
    StoreOpening opening = new StoreOpening(options, machine, steps);
    opening.opened.push(lock);
    try {
      return opening.open(lock);
    } catch (IOException | RuntimeException e) {
      opening.closeAfter(e);
      throw e;
    }
  }

  /** Closes what was opened before the error, the newest first. */
  private void closeAfter(Exception cause) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        cause.addSuppressed(e);
      }
    }
  }

  private Store open(FileSystem.Lock lock) throws IOException {
    for (String directory :
        List.of(
            LOG_DIRECTORY,
            MANIFEST_DIRECTORY,
            SegmentInfo.DIRECTORY,
            ManifestRecovery.QUARANTINE_DIRECTORY)) {
      files.createDirectories(directory);
    }
    files.syncDirectory("");
    MissingManifest.refuseBesideData(files, MANIFEST_DIRECTORY, LOG_DIRECTORY);
    Manifest manifest = Manifest.open(files, MANIFEST_DIRECTORY);
    opened.push(manifest);
    OlderManifest.refuseBesideLog(manifest, files, MANIFEST_DIRECTORY, LOG_DIRECTORY);
    BlockCache cache = new BlockCache(options.memory().cacheBytes());
    RecoveredManifest recovered =
        ManifestRecovery.recover(manifest, files, cache, options.tables());
    PublishedState published =
        new PublishedState(recovered.state(), options.memory().maxPinnedBytes());
    opened.push(() -> Store.closeSegments(published.current()));
    HeadArrays arrays = new HeadArrays(budget.maxRetainedBytes(), options.memory().chunkRows());
    ActiveHeads heads = new ActiveHeads(recovered.catalog(), arrays, account, published);
    StoreFiles storeFiles =
        new StoreFiles(files, manifest, new FileIds(manifest, recovered.nextFileId()), cache);

    ReplayReport report = replay(recovered, published, heads, storeFiles);
    LogWriter log = steps.resumeLog(report.log(), recovered.epoch(), options.log(), scheduler);
    opened.push(log);

    Publication publication = new Publication(storeFiles, published, definitions, log::release);
    WakeUp wakeCommit = new WakeUp();
    RecordSizes sizes = new RecordSizes(LogWriter.maxPayloadBytes(options.log()));
    BatchQueue queue = new BatchQueue(options.commit(), sizes, budget, account, wakeCommit);
    Activity sealingActivity = startSealing(publication, queue);
    opened.push(sealingActivity);
    boolean keepsLog =
        published.current().firstUnsealedLsnWithout(null) - 1 > recovered.releasedLsn();
    Activity naming = scheduler.start(new NamePublishing(publication, clock, keepsLog), wakeNames);
    opened.push(naming);
    CommitTarget target =
        new CommitTarget(
            options.names(),
            sizes,
            recovered.catalog(),
            log,
            heads,
            definitions,
            policy,
            sealing.queue()::add);
    GroupCommit commit = new GroupCommit(options.commit(), queue, target, clock);
    Activity commitActivity = scheduler.start(new EssentialAgent(commit, queue), wakeCommit);
    return new Store(
        new Store.Disk(lock, manifest, log),
        new Store.Writing(options.names(), recovered.catalog(), queue, commit, commitActivity),
        new Store.Rows(published, account, budget, arrays),
        new Store.SealingWork(sealing.queue(), sealing.counters(), sealingActivity, naming),
        report);
  }

  private ReplayReport replay(
      RecoveredManifest recovered,
      PublishedState published,
      ActiveHeads heads,
      StoreFiles storeFiles)
      throws IOException {
    BackgroundSealing agent =
        new BackgroundSealing(
            sealing,
            new Publication(storeFiles, published, definitions, LogRelease.NONE),
            SealingRest.whileReplaying());
    // Replayed rows are old enough to be sealed once the store is open, so that a server that is
    // restarted again and again does not keep its log from one start to the next.
    LongSupplier created =
        () -> clock.monotonicNanos() - options.sealing().ageNanos() + SealingRest.AFTER_START_NANOS;
    ReplayedRows rows = new ReplayedRows(heads, policy, agent, created);
    Activity activity = scheduler.start(agent, wakeSealing);
    try {
      return new LogReplay(steps, recovered, definitions, rows).run(files, LOG_DIRECTORY);
    } finally {
      activity.close();
    }
  }

  /** Frozen rows of the replay rest for a while, so that the first writes need not wait. */
  private Activity startSealing(Publication publication, BatchQueue queue) {
    long rest = sealing.queue().size() == 0 ? 0 : SealingRest.AFTER_START_NANOS;
    SealingRest until = SealingRest.until(clock.monotonicNanos() + rest);
    BackgroundSealing agent = new BackgroundSealing(sealing, publication, until);
    return scheduler.start(new EssentialAgent(agent, queue), wakeSealing);
  }
}
