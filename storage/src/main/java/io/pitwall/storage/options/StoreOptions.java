package io.pitwall.storage.options;

import java.util.concurrent.TimeUnit;

/**
 * The limits and habits of a store.
 *
 * @param sealRows unsealed rows of a table at which they are sealed
 * @param sealAgeNanos how long a table's first unsealed row may wait until they are sealed
 * @param partitionWidthNanos the partition width of tables made from now on
 * @param maxHeadBytes unsealed rows of all tables in memory; past it writes are refused until
 *     sealing has caught up, and from half of it the largest table is sealed early
 * @param maxQueuedBytes encoded batches that wait for the log; past it writes are refused
 * @param maxGroupBytes encoded batches that share one sync
 * @param markIdleNanos how long the log must be idle before it is marked durable
 * @param cacheBytes blocks of segments held in memory
 * @param log the log's own
 */
public record StoreOptions(
    int sealRows,
    long sealAgeNanos,
    long partitionWidthNanos,
    long maxHeadBytes,
    long maxQueuedBytes,
    long maxGroupBytes,
    long markIdleNanos,
    long cacheBytes,
    LogOptions log) {

  /** About a million rows or a minute a table, partitions of an hour. */
  public static StoreOptions defaults() {
    return new StoreOptions(
        1_000_000,
        TimeUnit.MINUTES.toNanos(1),
        TimeUnit.HOURS.toNanos(1),
        1L << 30,
        64L << 20,
        16L << 20,
        TimeUnit.MILLISECONDS.toNanos(200),
        256L << 20,
        LogOptions.defaults());
  }

  public StoreOptions withSealRows(int rows) {
    return new StoreOptions(
        rows,
        sealAgeNanos,
        partitionWidthNanos,
        maxHeadBytes,
        maxQueuedBytes,
        maxGroupBytes,
        markIdleNanos,
        cacheBytes,
        log);
  }

  public StoreOptions withSealAgeNanos(long nanos) {
    return new StoreOptions(
        sealRows,
        nanos,
        partitionWidthNanos,
        maxHeadBytes,
        maxQueuedBytes,
        maxGroupBytes,
        markIdleNanos,
        cacheBytes,
        log);
  }

  public StoreOptions withPartitionWidthNanos(long nanos) {
    return new StoreOptions(
        sealRows,
        sealAgeNanos,
        nanos,
        maxHeadBytes,
        maxQueuedBytes,
        maxGroupBytes,
        markIdleNanos,
        cacheBytes,
        log);
  }

  public StoreOptions withMaxHeadBytes(long bytes) {
    return new StoreOptions(
        sealRows,
        sealAgeNanos,
        partitionWidthNanos,
        bytes,
        maxQueuedBytes,
        maxGroupBytes,
        markIdleNanos,
        cacheBytes,
        log);
  }

  public StoreOptions withMaxQueuedBytes(long bytes) {
    return new StoreOptions(
        sealRows,
        sealAgeNanos,
        partitionWidthNanos,
        maxHeadBytes,
        bytes,
        maxGroupBytes,
        markIdleNanos,
        cacheBytes,
        log);
  }

  public StoreOptions withCacheBytes(long bytes) {
    return new StoreOptions(
        sealRows,
        sealAgeNanos,
        partitionWidthNanos,
        maxHeadBytes,
        maxQueuedBytes,
        maxGroupBytes,
        markIdleNanos,
        bytes,
        log);
  }

  public StoreOptions withLog(LogOptions options) {
    return new StoreOptions(
        sealRows,
        sealAgeNanos,
        partitionWidthNanos,
        maxHeadBytes,
        maxQueuedBytes,
        maxGroupBytes,
        markIdleNanos,
        cacheBytes,
        options);
  }
}
