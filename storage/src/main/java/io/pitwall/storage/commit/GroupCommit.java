package io.pitwall.storage.commit;

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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * <p><b>Failure.</b> A full log refuses a batch and continues. Any other error of the log ends all
 * writing: the next start finds out what is on disk.
 */
public final class GroupCommit implements Agent {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final long WARN_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private record Appended(WriteCompletion completion, WriteOutcome outcome) {}

  private final CommitOptions options;
  private final BatchQueue queue;
  private final CommitTarget target;
  private final Clock clock;
  private final RecordWriter recordWriter;
  private final BatchEncoder encoder;
  private final ByteSink payload = new ByteSink(64 * 1024);
  private final AtomicLong batches = new AtomicLong();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong syncs = new AtomicLong();
  private List<CatalogChange> unloggedDefinitions = new ArrayList<>();
  private long idleSinceNanos;
  private boolean isMarked = true;
  private long nextFullWarningNanos;

  /** Makes the agent of a log that is open and a queue that may have batches already. */
  public GroupCommit(CommitOptions options, BatchQueue queue, CommitTarget target, Clock clock) {
    this.options = options;
    this.queue = queue;
    this.target = target;
    this.clock = clock;
    recordWriter = new RecordWriter(target.catalog());
    encoder = new BatchEncoder(target.limits());
    idleSinceNanos = clock.monotonicNanos();
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
    List<Appended> group = new ArrayList<>();
    List<CatalogChange> definitions = new ArrayList<>();
    List<HeadView> ended;
    try {
      appendGroup(group, definitions);
      target.log().sync();
      syncs.incrementAndGet();
      ended = target.heads().publish(target.log().durableLsn());
    } catch (IOException | RuntimeException e) {
      fail(e);
      for (Appended one : group) {
        one.completion.failed(queue.failureOrClosed());
      }
      return NEVER;
    }
    target.definitions().addAll(definitions);
    for (Appended one : group) {
      batches.incrementAndGet();
      rows.addAndGet(one.outcome.storedRows());
      one.completion.completed(one.outcome);
    }
    ended.forEach(target.sealing());
    isMarked = false;
    idleSinceNanos = clock.monotonicNanos();
    sealWhatIsDue(idleSinceNanos);
    return AT_ONCE;
  }

  private void appendGroup(List<Appended> group, List<CatalogChange> definitions)
      throws IOException {
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
        group.add(new Appended(completion, append(waiting.batch(), now, definitions)));
      } catch (LogFullException e) {
        warnFull(e, now);
        completion.failed(new StoreOverloadedException(String.valueOf(e.getMessage())));
      } catch (IOException e) {
        completion.failed(new StoreOverloadedException("the log can't grow: " + e.getMessage()));
        if (target.log().isPoisoned()) {
          throw e;
        }
      } catch (RuntimeException e) {
        completion.failed(
            new StoreFailedException("the batch could not be logged: " + e.getMessage(), e));
        throw e;
      }
    }
  }

  /** Gives a batch its ids and log position, and its rows to the head. */
  private WriteOutcome append(PreparedBatch waiting, long now, List<CatalogChange> definitions)
      throws IOException {
    PreparedBatch batch = waiting;
    if (!batch.fits(target.catalog(), target.limits())) {
      batch = encoder.prepare(batch.source(), target.catalog().peek(), this::isWidenable);
    }
    if (batch.rows() == 0) {
      return new WriteOutcome(0, 0, batch.refusals());
    }
    RecordWriter.Written written = recordWriter.write(batch, unloggedDefinitions, payload);
    unloggedDefinitions = written.definitions(); // if the log is full, the next record takes them
    long lsn = target.log().append(payload.array(), 0, payload.size());
    definitions.addAll(unloggedDefinitions);
    unloggedDefinitions = new ArrayList<>();
    for (RowRun run : written.runs()) {
      target.heads().append(run, lsn, now);
    }
    return new WriteOutcome(lsn, batch.rows(), batch.refusals());
  }

  private boolean isWidenable(int tableId, int columnId) {
    return target.catalog().table(tableId).isWidenable(columnId);
  }

  private void warnFull(LogFullException e, long now) {
    if (now - nextFullWarningNanos >= 0) {
      nextFullWarningNanos = now + WARN_AGAIN_NANOS;
      LOG.warn("writes are refused: {}", e.getMessage());
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
        warnFull(e, now);
      } catch (IOException e) {
        fail(e);
        return NEVER;
      }
      isMarked = true;
    }
    return SealingPolicy.AGE_CHECK_NANOS;
  }

  private void sealWhatIsDue(long now) {
    ActiveHeads heads = target.heads();
    List<HeadGeneration> due = target.policy().due(heads.generations(), heads.totalBytes(), now);
    for (HeadGeneration generation : due) {
      target.sealing().accept(heads.freeze(generation));
    }
  }

  private void fail(Exception cause) {
    LOG.error("the log failed: nothing is acknowledged until a restart", cause);
    queue.fail(
        new StoreFailedException(
            "nothing is acknowledged any more until a restart: " + cause.getMessage(), cause));
  }

  /** Commits the waiting batches on the caller's thread, after the log's thread has ended. */
  public void drain() throws IOException {
    while (!queue.isEmpty()) {
      doWork();
    }
    queue.end();
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
