package io.pitwall.storage.commit;

import io.pitwall.storage.batch.BatchTooLargeException;
import io.pitwall.storage.batch.StoreFailedException;
import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.log.LogFullException;
import io.pitwall.storage.options.CommitOptions;
import io.pitwall.storage.record.BatchEncoder;
import io.pitwall.storage.record.PreparedBatch;
import io.pitwall.storage.record.RecordWriter;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.runtime.Agent;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.LogPace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log's thread, which gives ids and log positions, writes, syncs, publishes and answers.
 *
 * <p><b>Groups without a timer.</b> A duty cycle takes all waiting batches, appends a record for
 * each, syncs once, publishes once and completes them. The next group gathers during the sync. So a
 * single writer waits for nobody, and many writers share a sync (DeWitt et al., Implementation
 * Techniques for Main Memory Database Systems, 1984).
 *
 * <p><b>Order.</b> Rows join the head before the sync but are published after it, and completions
 * come last: an acknowledged batch is durable and visible. Definitions are handed on only then, so
 * the manifest never knows more than the log.
 *
 * <p><b>Failure.</b> A full log refuses a batch and continues. Any other error of the log, and any
 * fault of this thread, ends all writing: the group and all that wait are answered with a failure,
 * later writes are refused at once, and the next start finds out what is on disk.
 */
public final class GroupCommit implements Agent {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final Duration WARN_AGAIN = Duration.ofSeconds(10);

  private static final int MIN_PAYLOAD_BYTES = 64 * 1024;

  /** A payload that took more is not kept for the next one. */
  private static final int MAX_KEPT_BYTES = 16 << 20;

  private final CommitOptions options;
  private final BatchQueue queue;
  private final CommitTarget target;
  private final Clock clock;
  private final RecordWriter recordWriter;
  private final BatchEncoder encoder;
  private ByteSink payload = new ByteSink(MIN_PAYLOAD_BYTES);
  private final AtomicLong batches = new AtomicLong();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong syncs = new AtomicLong();

  /** Those of the last batch, if the log was full. */
  private List<CatalogChange> unloggedDefinitions = List.of();

  private final LogPace fullWarnings;
  private long idleSinceNanos;
  private boolean isMarked = true;

  /** Makes the agent of a log that is open and a queue that may have batches already. */
  public GroupCommit(CommitOptions options, BatchQueue queue, CommitTarget target, Clock clock) {
    this.options = options;
    this.queue = queue;
    this.target = target;
    this.clock = clock;
    recordWriter = new RecordWriter(target.catalog());
    encoder = new BatchEncoder(target.limits());
    idleSinceNanos = clock.monotonicNanos();
    fullWarnings = new LogPace(clock, WARN_AGAIN);
  }

  @Override
  public String roleName() {
    return "log";
  }

  @Override
  public long doWork() throws IOException {
    if (queue.failure() != null) {
      queue.failWaiting();
      return NEVER;
    }
    if (queue.isEmpty()) {
      return idle();
    }
    CommitGroup group = new CommitGroup();
    List<HeadView> ended;
    try {
      appendGroup(group);
      target.log().sync();
      syncs.incrementAndGet();
      // Before the rows are visible: who sees that a record needs no log any more sees its names.
      target.definitions().addAll(group.definitions());
      ended = target.heads().publish(target.log().durableLsn());
    } catch (IOException | RuntimeException e) {
      fail(e, group);
      return NEVER;
    } catch (Error e) {
      fail(e, group);
      throw e;
    }
    batches.addAndGet(group.size());
    rows.addAndGet(group.rows());
    group.complete();
    ended.forEach(target.sealing());
    queue.throwIfFatal();
    isMarked = false;
    idleSinceNanos = clock.monotonicNanos();
    sealWhatIsDue(idleSinceNanos);
    return AT_ONCE;
  }

  private void appendGroup(CommitGroup group) throws IOException {
    long groupBytes = 0;
    long now = clock.monotonicNanos();
    while (groupBytes < options.maxGroupBytes()) {
      BatchQueue.Waiting waiting = queue.poll();
      if (waiting == null) {
        return;
      }
      groupBytes += waiting.batch().sizeBytes();
      WriteCompletion completion = waiting.completion();
      try {
        group.add(completion, append(waiting.batch(), now, group));
      } catch (BatchTooLargeException e) {
        completion.failed(e);
      } catch (LogFullException e) {
        warnFull(e);
        completion.failed(new StoreOverloadedException(String.valueOf(e.getMessage())));
      } catch (IOException e) {
        completion.failed(new StoreOverloadedException("the log can't grow: " + e.getMessage()));
        if (target.log().isPoisoned()) {
          throw e;
        }
      } catch (RuntimeException | Error e) {
        completion.failed(new StoreFailedException("the batch could not be logged: " + e, e));
        throw e;
      }
    }
  }

  /** Gives a batch its ids and log position, and its rows to the head. */
  private WriteOutcome append(PreparedBatch waiting, long now, CommitGroup group)
      throws IOException {
    PreparedBatch batch = waiting;
    if (!batch.fits(target.catalog(), target.limits())) {
      batch = encoder.prepare(batch.source(), target.catalog().peek(), this::isWidenable);
      checkSize(batch);
    }
    if (batch.rows() == 0) {
      return new WriteOutcome(0, 0, batch.refusals());
    }
    logDefinitions(group);
    RecordWriter.Written written = recordWriter.write(batch, payload);
    unloggedDefinitions = written.definitions();
    long lsn = appendPayload();
    group.define(unloggedDefinitions);
    unloggedDefinitions = List.of();
    for (RowRun run : written.runs()) {
      target.heads().append(run, lsn, now);
    }
    return new WriteOutcome(lsn, batch.rows(), batch.refusals());
  }

  private void checkSize(PreparedBatch batch) {
    String tooLarge = target.sizes().refusal(batch.recordBytesAtMost());
    if (tooLarge != null) {
      throw new BatchTooLargeException(tooLarge);
    }
  }

  /**
   * Logs the definitions of a batch whose record the log did not take: the catalog has them, and
   * what follows may use their ids. In a record of their own, so that they can't add up to more
   * than a record holds while the log stays full.
   */
  private void logDefinitions(CommitGroup group) throws IOException {
    if (!unloggedDefinitions.isEmpty()) {
      RecordWriter.writeDefinitions(unloggedDefinitions, payload);
      appendPayload();
      group.define(unloggedDefinitions);
      unloggedDefinitions = List.of();
    }
  }

  private long appendPayload() throws IOException {
    long lsn = target.log().append(payload.array(), 0, payload.size());
    if (payload.size() > MAX_KEPT_BYTES) {
      payload = new ByteSink(MIN_PAYLOAD_BYTES);
    }
    return lsn;
  }

  private boolean isWidenable(int tableId, int columnId) {
    return target.catalog().table(tableId).isWidenable(columnId);
  }

  private void warnFull(LogFullException e) {
    long refusals = fullWarnings.admit();
    if (refusals > 0) {
      LOG.warn("writes are refused ({} times since this was said): {}", refusals, e.getMessage());
    }
  }

  private long idle() throws IOException {
    long now = clock.monotonicNanos();
    sealWhatIsDue(now);
    if (!isMarked) {
      long idleNanos = now - idleSinceNanos;
      if (idleNanos < options.markIdleNanos()) {
        return options.markIdleNanos() - idleNanos;
      }
      try {
        target.log().mark();
      } catch (LogFullException e) {
        warnFull(e);
      } catch (IOException e) {
        queue.failAfter(e);
        return NEVER;
      }
      isMarked = true;
    }
    return SealingPolicy.AGE_CHECK_NANOS;
  }

  private void sealWhatIsDue(long now) {
    ActiveHeads heads = target.heads();
    List<HeadGeneration> due =
        target
            .policy()
            .due(
                heads.takePublished(),
                heads::generations,
                heads.totalBytes(),
                target.log().pressedLsn(),
                now);
    for (HeadGeneration generation : due) {
      target.sealing().accept(heads.freeze(generation));
    }
  }

  private void fail(Throwable cause, CommitGroup group) {
    queue.failAfter(cause);
    group.fail(queue.failureOrClosed());
  }

  /** Commits the waiting batches on the caller's thread, after the log's thread has ended. */
  public void drain() throws IOException {
    try {
      while (!queue.isEmpty()) {
        doWork();
      }
    } finally {
      queue.end();
    }
  }

  /** Batches acknowledged since the store opened. */
  public long batches() {
    return batches.get();
  }

  /** Rows acknowledged since the store opened. */
  public long rows() {
    return rows.get();
  }

  /** Syncs of the log since the store opened. */
  public long syncs() {
    return syncs.get();
  }
}
