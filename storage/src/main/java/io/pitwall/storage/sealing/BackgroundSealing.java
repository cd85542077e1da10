package io.pitwall.storage.sealing;

import io.pitwall.storage.head.FrozenRows;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.publication.NewSegmentFiles;
import io.pitwall.storage.publication.Publication;
import io.pitwall.storage.publication.TableChange;
import io.pitwall.storage.runtime.Agent;
import io.pitwall.storage.segment.SegmentInfo;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sealing thread: takes frozen rows in their order, has them sorted into segment files and
 * published.
 *
 * <p>After an error the rows stay in the head, visible and in the log, and the attempt is repeated:
 * a full disk heals.
 */
public final class BackgroundSealing implements Agent {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundSealing.class);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SealingParts parts;
  private final Publication publication;
  private final SealingRest rest;

  /** Makes the agent; frozen rows may wait in the queue already. */
  public BackgroundSealing(SealingParts parts, Publication publication, SealingRest rest) {
    this.parts = parts;
    this.publication = publication;
    this.rest = rest;
  }

  @Override
  public String roleName() {
    return "sealing";
  }

  /** Queues frozen rows; any thread. */
  public void enqueue(HeadView view) {
    parts.queue().add(view);
  }

  /** Seals on the caller's thread until the head is within its budget, or sealing fails. */
  public void relieve() {
    while (parts.budget().isExceeded(parts.account().bytes()) && parts.queue().size() > 0) {
      if (doWork() > 0) {
        return; // it failed and will be tried again
      }
    }
  }

  @Override
  public synchronized long doWork() {
    HeadView view = parts.queue().peek();
    if (view == null) {
      return NEVER;
    }
    long started = parts.clock().monotonicNanos();
    if (!parts.budget().isNearlySpent(parts.account().bytes())) {
      long left = rest.nanosLeft(started);
      if (left > 0) {
        return left;
      }
    }
    long bytes = view.generation().sizeBytes();
    try {
      seal(view);
    } catch (IOException | RuntimeException e) {
      report(e);
      return RETRY_NANOS;
    }
    parts.account().sealed(view.rows(), bytes);
    parts.queue().remove();
    parts.counters().succeeded(view.rows(), parts.clock().monotonicNanos() - started);
    return AT_ONCE;
  }

  private void seal(HeadView view) throws IOException {
    try (NewSegmentFiles built = publication.begin()) {
      List<SegmentInfo> written = parts.sealer().seal(new FrozenRows(view), built::nextId);
      publication.publish(TableChange.sealing(view, written), built);
    }
  }

  private void report(Exception cause) {
    if (parts.counters().trouble() == null) {
      LOG.error("sealing failed and is tried again: {}", cause.getMessage(), cause);
    }
    String message = cause.getMessage();
    parts.counters().failed(message == null ? cause.toString() : message);
  }
}
