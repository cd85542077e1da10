package io.pitwall.storage.commit;

import io.pitwall.storage.batch.BatchTooLargeException;
import io.pitwall.storage.batch.StoreFailedException;
import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.limit.StoreLimits;
import io.pitwall.storage.options.CommitOptions;
import io.pitwall.storage.record.PreparedBatch;
import io.pitwall.storage.runtime.WakeUp;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches that wait for the log's thread. Any thread adds; what the store can't take is refused at
 * once. Every batch is answered exactly once: by the log's thread, or here. What a completion
 * throws is logged and hurts nobody else.
 */
public final class BatchQueue {
  private static final Logger LOG = LoggerFactory.getLogger(BatchQueue.class);

  /** A batch and its caller. */
  record Waiting(PreparedBatch batch, WriteCompletion completion) {}

  private final CommitOptions options;
  private final RecordSizes sizes;
  private final HeadBudget budget;
  private final HeadAccount account;
  private final WakeUp wakeUp;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean isStopped;
  private volatile boolean isEnded;
  private volatile @Nullable StoreFailedException failure;
  private volatile @Nullable VirtualMachineError fatal;

  /**
   * Makes an empty queue.
   *
   * @param sizes says which batches the log can ever take
   * @param wakeUp of the log's thread
   */
  public BatchQueue(
      CommitOptions options,
      RecordSizes sizes,
      HeadBudget budget,
      HeadAccount account,
      WakeUp wakeUp) {
    this.options = options;
    this.sizes = sizes;
    this.budget = budget;
    this.account = account;
    this.wakeUp = wakeUp;
  }

  /** Queues a batch, or fails it at once. */
  public void submit(PreparedBatch batch, WriteCompletion caller) {
    WriteCompletion completion = new GuardedCompletion(caller, this::completionThrew);
    Exception refusal = refusal(batch);
    if (refusal != null) {
      completion.failed(refusal);
      return;
    }
    bytes.addAndGet(batch.sizeBytes());
    queue.add(new Waiting(batch, completion));
    if (isEnded || failure != null) {
      failWaiting(); // it came after the log's thread had looked for the last time
    }
    wakeUp.wake();
  }

  private void completionThrew(Throwable fault) {
    LOG.error("a caller of a write failed while it was answered", fault);
    if (fault instanceof VirtualMachineError error) {
      fatal = error;
    }
  }

  /**
   * Throws what the virtual machine did not survive in a completion, once the others are answered;
   * for the log's thread.
   */
  void throwIfFatal() {
    VirtualMachineError error = fatal;
    if (error != null) {
      throw error;
    }
  }

  private @Nullable Exception refusal(PreparedBatch batch) {
    StoreFailedException failed = failure;
    if (failed != null) {
      return failed;
    }
    if (isStopped) {
      return closed();
    }
    String tooLarge = sizes.refusal(batch.recordBytesAtMost());
    if (tooLarge != null) {
      return new BatchTooLargeException(tooLarge);
    }
    if (bytes.get() > options.maxQueuedBytes()) {
      return new StoreOverloadedException(
          "more than "
              + options.maxQueuedBytes()
              + " bytes wait for the log "
              + StoreLimits.MAX_QUEUED_BYTES.clause());
    }
    if (budget.isExceeded(account.bytes())) {
      return new StoreOverloadedException(
          "unsealed rows take more than "
              + budget.maxBytes()
              + " bytes "
              + StoreLimits.MAX_HEAD_BYTES.clause());
    }
    return null;
  }

  private static StoreFailedException closed() {
    return new StoreFailedException("the store is closed", null);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** The batch that waits longest, or null if none waits; for the log's thread. */
  @Nullable Waiting poll() {
    Waiting waiting = queue.poll();
    if (waiting != null) {
      bytes.addAndGet(-waiting.batch.sizeBytes());
    }
    return waiting;
  }

  /** Refuses batches from now on; those that wait are still taken. */
  public void stop() {
    isStopped = true;
  }

  /** Nobody takes batches any more. */
  void end() {
    isEnded = true;
    failWaiting();
  }

  /** Fails all batches, those that wait and those to come; the first cause counts. */
  void failAfter(Throwable cause) {
    if (failure == null) {
      LOG.error("nothing is acknowledged any more until a restart", cause);
      String reason = cause instanceof Error ? null : cause.getMessage();
      failure =
          new StoreFailedException(
              "nothing is acknowledged any more until a restart: "
                  + (reason == null ? cause.toString() : reason),
              cause);
    }
    failWaiting();
  }

  /** Fails the batches that wait. */
  void failWaiting() {
    for (Waiting waiting = poll(); waiting != null; waiting = poll()) {
      waiting.completion.failed(failureOrClosed());
    }
  }

  StoreFailedException failureOrClosed() {
    StoreFailedException failed = failure;
    return failed == null ? closed() : failed;
  }

  /** Why nothing is acknowledged any more, or null. */
  public @Nullable StoreFailedException failure() {
    return failure;
  }

  /** Encoded bytes of the batches that wait. */
  public long bytes() {
    return bytes.get();
  }

  /** Whether writers should pause: half of the bytes that may wait do. */
  public boolean isHalfFull() {
    return bytes.get() > options.maxQueuedBytes() / 2;
  }
}
