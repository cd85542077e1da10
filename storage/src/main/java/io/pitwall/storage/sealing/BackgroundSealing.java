package io.pitwall.storage.sealing;

import io.pitwall.storage.head.FrozenRows;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.publication.NewSegmentFiles;
import io.pitwall.storage.publication.Publication;
import io.pitwall.storage.publication.TableChange;
import io.pitwall.storage.runtime.Agent;
import io.pitwall.storage.schema.TableSchema;
import io.pitwall.storage.segment.SegmentInfo;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sealing thread: takes frozen rows in their order, has them sorted into segment files and
 * published.
 *
 * <p>After an error the rows stay in the head, visible and in the log, and the attempt is repeated:
 * a full disk heals. A table that can't be sealed does not keep the others from it.
 */
public final class BackgroundSealing implements Agent {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundSealing.class);

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
        return; // what is left is tried again later
      }
    }
  }

  @Override
  public synchronized long doWork() {
    if (parts.queue().size() == 0) {
      return NEVER;
    }
    long now = parts.clock().monotonicNanos();
    if (!parts.budget().isNearlySpent(parts.account().bytes())) {
      long left = rest.nanosLeft(now);
      if (left > 0) {
        return left;
      }
    }
    SealingBackOff backOff = parts.backOff();
    HeadView view = parts.queue().next(tableId -> backOff.nanosLeft(tableId, now) == 0);
    if (view == null) {
      return parts.queue().nanosLeft(tableId -> backOff.nanosLeft(tableId, now));
    }
    attempt(view, now);
    return AT_ONCE;
  }

  private void attempt(HeadView view, long started) {
    long bytes = view.generation().sizeBytes();
    try {
      seal(view);
    } catch (IOException | RuntimeException e) {
      report(view, e);
      return;
    }
    parts.account().sealed(view.rows(), bytes);
    parts.queue().remove(view);
    parts.counters().succeeded(view.rows(), parts.clock().monotonicNanos() - started);
    parts.backOff().succeeded(view.tableId());
    parts.counters().setTrouble(parts.backOff().describe());
  }

  private void seal(HeadView view) throws IOException {
    try (NewSegmentFiles built = publication.begin()) {
      List<SegmentInfo> written = parts.sealer().seal(new FrozenRows(view), built::nextId);
      publication.publish(TableChange.sealing(view, written), built);
    }
  }

  private void report(HeadView view, Exception cause) {
    SealingBackOff backOff = parts.backOff();
    TableSchema table = view.generation().table().schema();
    boolean isNew = !backOff.hasFailed(table.tableId());
    backOff.failed(table, cause, parts.clock().monotonicNanos());
    parts.counters().setTrouble(backOff.describe());
    if (isNew) {
      LOG.error("{}", backOff.describe(), cause);
    }
  }
}
