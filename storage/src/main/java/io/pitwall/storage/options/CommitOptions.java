package io.pitwall.storage.options;

import io.pitwall.storage.limit.StoreLimits;
import java.util.concurrent.TimeUnit;

/**
 * How batches are committed to the log.
 *
 * @param maxQueuedBytes most bytes of encoded batches that wait for the log; beyond it writes are
 *     refused
 * @param maxGroupBytes a group of batches that share one sync ends when it has this many encoded
 *     bytes
 * @param markIdleNanos after this long without writes, append a mark record
 */
public record CommitOptions(long maxQueuedBytes, long maxGroupBytes, long markIdleNanos) {
  /** A queue of 64 MiB, groups of 16 MiB, a mark after 200 ms. */
  public static CommitOptions defaults() {
    return new CommitOptions(
        StoreLimits.MAX_QUEUED_BYTES.defaultValue(),
        StoreLimits.MAX_GROUP_BYTES.defaultValue(),
        TimeUnit.MILLISECONDS.toNanos(200));
  }
}
