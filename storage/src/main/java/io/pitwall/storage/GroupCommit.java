package io.pitwall.storage;

import io.pitwall.storage.batch.StoreFailedException;
import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.log.LogFullException;
import io.pitwall.storage.log.LogWriter;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.record.BatchEncoder;
import io.pitwall.storage.record.PreparedBatch;
import io.pitwall.storage.record.RecordWriter;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.runtime.Activity;
import io.pitwall.storage.runtime.Agent;
import io.pitwall.storage.runtime.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log's thread: the one that gives ids and log positions, writes, syncs, publishes and answers.
 *
 * <p><b>Groups without a timer.</b> A duty cycle takes all batches that wait, appends a record for
 * each, syncs once, publishes once and completes them. While it syncs, the next group gathers; so a
 * lone writer waits for no one, and a crowd shares its syncs (DeWitt et al., Implementation
 * Techniques for Main Memory Database Systems, 1984).
 *
 * <p><b>Order.</b> Rows join the head before the sync but are published after it, and completions
 * come last: what is answered is durable and visible. Definitions that the log holds are handed to
 * the sealing thread only then, so the manifest never knows more than the log.
 *
 * <p><b>Failure.</b> A full log refuses a batch and goes on. Any other error of the log ends all
 * writing: what is on disk then is for the next start to find out.
 */
final class GroupCommit implements Agent {
  private static final Logger logger = LoggerFactory.getLogger(GroupCommit.class);
  private static final long AGE_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long WARN_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private record Waiting(PreparedBatch batch, WriteCompletion completion) {}

  private record Appended(WriteCompletion completion, WriteOutcome outcome) {}

  private final StoreOptions options;
  private final Catalog catalog;
  private final Heads heads;
  private final LogWriter log;
  private final Clock clock;
  private final Consumer<HeadView> sealingQueue;
  private final Queue<CatalogChange> loggedDefinitions;
  private final RecordWriter recordWriter;
  private final BatchEncoder encoder = new BatchEncoder();
  private final ByteSink payload = new ByteSink(64 * 1024);
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicLong batches = new AtomicLong();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong syncs = new AtomicLong();
  private volatile boolean stopped;
  private volatile boolean ended;
  private volatile @Nullable StoreFailedException failure;
  private volatile @Nullable Activity activity;
  private List<CatalogChange> unloggedDefinitions = new ArrayList<>();
  private long idleSinceNanos;
  private boolean marked = true;
  private long nextAgeCheckNanos;
  private long nextFullWarningNanos;

  /**
   * @param sealingQueue takes frozen rows, any number
   * @param loggedDefinitions takes definitions once they are durable in the log
   */
  GroupCommit(
      StoreOptions options,
      Catalog catalog,
      Heads heads,
      LogWriter log,
      Clock clock,
      Consumer<HeadView> sealingQueue,
      Queue<CatalogChange> loggedDefinitions) {
    this.options = options;
    this.catalog = catalog;
    this.heads = heads;
    this.log = log;
    this.clock = clock;
    this.sealingQueue = sealingQueue;
    this.loggedDefinitions = loggedDefinitions;
    recordWriter = new RecordWriter(catalog);
    idleSinceNanos = clock.monotonicNanos();
  }

  void startedAs(Activity newActivity) {
    activity = newActivity;
  }

  /** Queues a batch, or fails it at once; any thread. */
  void submit(PreparedBatch batch, WriteCompletion completion) {
    StoreFailedException failed = failure;
    if (failed != null) {
      completion.failed(failed);
    } else if (stopped) {
      completion.failed(new StoreFailedException("the store is closed", null));
    } else if (queuedBytes.get() > options.maxQueuedBytes()) {
      completion.failed(
          new StoreOverloadedException(
              "more than "
                  + options.maxQueuedBytes()
                  + " bytes wait for the log (limit max-queued-bytes)"));
    } else if (heads.headBytes() > options.maxHeadBytes()) {
      completion.failed(
          new StoreOverloadedException(
              "unsealed rows take more than "
                  + options.maxHeadBytes()
                  + " bytes (limit max-head-bytes)"));
    } else {
      queuedBytes.addAndGet(batch.sizeBytes());
      queue.add(new Waiting(batch, completion));
      if (ended) {
        failQueue(); // it came behind the last look into the queue
      }
      Activity running = activity;
      if (running != null) {
        running.wake();
      }
    }
  }

  @Override
  public String roleName() {
    return "pitwall-log";
  }

  @Override
  public long doWork() throws IOException {
    if (failure != null) {
      failQueue();
      return NEVER;
    }
    if (queue.isEmpty()) {
      return idle();
    }
    List<Appended> group = new ArrayList<>();
    List<CatalogChange> definitions = new ArrayList<>();
    List<HeadView> widened = new ArrayList<>();
    try {
      appendGroup(group, definitions, widened);
      log.sync();
      syncs.incrementAndGet();
      heads.publish(log.durableLsn());
    } catch (IOException | RuntimeException e) {
      fail(e);
      for (Appended one : group) {
        one.completion.failed(checkedFailure());
      }
      return NEVER;
    }
    loggedDefinitions.addAll(definitions);
    for (Appended one : group) {
      batches.incrementAndGet();
      rows.addAndGet(one.outcome.storedRows());
      one.completion.completed(one.outcome);
    }
    widened.forEach(sealingQueue);
    marked = false;
    idleSinceNanos = clock.monotonicNanos();
    sealWhatIsDue(idleSinceNanos);
    return AT_ONCE;
  }

  private void appendGroup(
      List<Appended> group, List<CatalogChange> definitions, List<HeadView> widened)
      throws IOException {
    long groupBytes = 0;
    long now = clock.monotonicNanos();
    while (groupBytes < options.maxGroupBytes()) {
      Waiting waiting = queue.poll();
      if (waiting == null) {
        return;
      }
      queuedBytes.addAndGet(-waiting.batch.sizeBytes());
      groupBytes += waiting.batch.sizeBytes();
      try {
        group.add(
            new Appended(waiting.completion, append(waiting.batch, now, definitions, widened)));
      } catch (LogFullException e) {
        warnFull(e, now);
        waiting.completion.failed(new StoreOverloadedException(String.valueOf(e.getMessage())));
      } catch (IOException e) {
        waiting.completion.failed(
            new StoreOverloadedException("the log can't grow: " + e.getMessage()));
        if (log.isPoisoned()) {
          throw e;
        }
      } catch (RuntimeException e) {
        waiting.completion.failed(
            new StoreFailedException("the batch could not be logged: " + e.getMessage(), e));
        throw e;
      }
    }
  }

  /** Gives a batch its ids and log position, and its rows to the head. */
  private WriteOutcome append(
      PreparedBatch waiting, long now, List<CatalogChange> definitions, List<HeadView> widened)
      throws IOException {
    PreparedBatch batch = waiting;
    if (!batch.fits(catalog)) {
      batch = encoder.prepare(batch.source(), catalog.peek(), this::isWidenable);
    }
    if (batch.rows() == 0) {
      return new WriteOutcome(0, 0, batch.refusals());
    }
    RecordWriter.Written written = recordWriter.write(batch, unloggedDefinitions, payload);
    unloggedDefinitions = written.definitions(); // if the log is full, the next record takes them
    long lsn = log.append(payload.array(), 0, payload.size());
    definitions.addAll(unloggedDefinitions);
    unloggedDefinitions = new ArrayList<>();
    for (RowRun run : written.runs()) {
      heads.append(run, lsn, now, widened);
    }
    return new WriteOutcome(lsn, batch.rows(), batch.refusals());
  }

  private boolean isWidenable(int tableId, int columnId) {
    return catalog.table(tableId).isWidenable(columnId);
  }

  private void warnFull(LogFullException e, long now) {
    if (now - nextFullWarningNanos >= 0) {
      nextFullWarningNanos = now + WARN_AGAIN_NANOS;
      logger.warn("Writes are refused: {}", e.getMessage());
    }
  }

  private long idle() throws IOException {
    long now = clock.monotonicNanos();
    sealWhatIsDue(now);
    if (!marked) {
      long idleNanos = now - idleSinceNanos;
      if (idleNanos < options.markIdleNanos()) {
        return options.markIdleNanos() - idleNanos;
      }
      try {
        log.mark();
      } catch (LogFullException e) {
        warnFull(e, now);
      } catch (IOException e) {
        fail(e);
        return NEVER;
      }
      marked = true;
    }
    return AGE_CHECK_NANOS;
  }

  private void sealWhatIsDue(long now) {
    boolean checkAge = now - nextAgeCheckNanos >= 0;
    if (checkAge) {
      nextAgeCheckNanos = now + AGE_CHECK_NANOS;
    }
    boolean isCrowded = heads.headBytes() > options.maxHeadBytes() / 2;
    List<HeadGeneration> left = new ArrayList<>();
    for (HeadGeneration generation : heads.activeGenerations()) {
      if (generation.rows() >= options.sealRows()
          || checkAge && now - generation.createdNanos() >= options.sealAgeNanos()) {
        sealingQueue.accept(heads.freeze(generation));
      } else if (isCrowded) {
        left.add(generation);
      }
    }
    if (isCrowded) {
      relieve(left);
    }
  }

  /**
   * Seals early: one table if it alone takes much, or the larger ones of many small tables, so that
   * a crowd of which none is large does not have writes refused until its age seals it.
   */
  private void relieve(List<HeadGeneration> generations) {
    generations.sort(Comparator.comparingLong(HeadGeneration::sizeBytes).reversed());
    boolean areManySmall = heads.activeBytes() > options.maxHeadBytes() / 2;
    for (HeadGeneration generation : generations) {
      boolean isLarge = generation.sizeBytes() > options.maxHeadBytes() / 8;
      if (!isLarge && (!areManySmall || heads.activeBytes() <= options.maxHeadBytes() / 4)) {
        return;
      }
      sealingQueue.accept(heads.freeze(generation));
    }
  }

  private void fail(Exception cause) {
    logger.error("The log failed: nothing is acknowledged any more until a restart", cause);
    failure =
        new StoreFailedException(
            "nothing is acknowledged any more until a restart: " + cause.getMessage(), cause);
    failQueue();
  }

  private StoreFailedException checkedFailure() {
    StoreFailedException failed = failure;
    return failed == null ? new StoreFailedException("the store is closed", null) : failed;
  }

  private void failQueue() {
    for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
      queuedBytes.addAndGet(-waiting.batch.sizeBytes());
      waiting.completion.failed(checkedFailure());
    }
  }

  /** Takes no more batches; those that wait are still committed by the cycles that follow. */
  void stop() {
    stopped = true;
  }

  /** Commits what waits, on the caller's thread; the log's own has ended. */
  void drain() throws IOException {
    while (!queue.isEmpty()) {
      doWork();
    }
    ended = true;
    failQueue();
  }

  @Nullable StoreFailedException failure() {
    return failure;
  }

  long queuedBytes() {
    return queuedBytes.get();
  }

  long batches() {
    return batches.get();
  }

  long rows() {
    return rows.get();
  }

  long syncs() {
    return syncs.get();
  }
}
