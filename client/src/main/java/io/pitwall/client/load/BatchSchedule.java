package io.pitwall.client.load;

import io.pitwall.client.race.RaceTable;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deals out the batches of a load: whose turn it is, when it should be sent, and which times its
 * rows get. Tables take turns. Safe for all threads.
 *
 * <p>Times are unique by construction. Open loop: batch i of the load covers the stretch that ends
 * at its intended send time and began at that of batch i − 3, the one before it of the same table.
 * Closed loop: a table's next batch covers the stretch from its last time to now, at the least one
 * unit a row.
 */
final class BatchSchedule {
  private static final int TABLES = RaceTable.values().length;
  private static final RaceTable[] TABLE_BY_TURN = RaceTable.values();
  private static final double NANOS_PER_SECOND = 1e9;

  private final boolean openLoop;
  private final int rowsPerBatch;
  private final PayloadPrecision precision;
  private final long maxBatches;
  private final double intervalNanos;
  private final long startNanos;
  private final long startWallNanos;
  private final long endNanos;
  private final AtomicLong next = new AtomicLong();
  private final long[] lastTimes = new long[TABLES];

  /**
   * Starts the clock.
   *
   * @param startNanos now, on the scale of {@link System#nanoTime}
   * @param startWallNanos the same instant in nanoseconds since 1970
   */
  BatchSchedule(LoadOptions options, long startNanos, long startWallNanos) {
    Pace pace = options.pace();
    openLoop = pace.isOpenLoop();
    rowsPerBatch = options.payload().rowsPerBatch();
    precision = options.payload().timePrecision();
    maxBatches = pace.maxBatches() == 0 ? Long.MAX_VALUE : pace.maxBatches();
    intervalNanos = openLoop ? rowsPerBatch * NANOS_PER_SECOND / pace.rowsPerSecond() : 0;
    this.startNanos = startNanos;
    this.startWallNanos = startWallNanos;
    endNanos =
        pace.durationMillis() == 0
            ? Long.MAX_VALUE
            : startNanos + pace.durationMillis() * 1_000_000;
    Arrays.fill(lastTimes, precision.fromNanos(startWallNanos));
    checkStep(options.payload().timeMode());
  }

  /**
   * Refuses a rate at which the stretch of a batch has fewer units of time than rows; two units are
   * lost to rounding.
   */
  private void checkStep(TimeMode mode) {
    double units = TABLES * intervalNanos * precision.fromNanos(1_000_000) / 1e6;
    if (openLoop && mode == TimeMode.UNIQUE && units - 2 < rowsPerBatch) {
      throw new IllegalArgumentException(
          "at this rate rows can't have unique times in " + precision + ": take a finer precision");
    }
  }

  /**
   * When the load ends, on the scale of {@link System#nanoTime}; Long.MAX_VALUE without such an
   * end.
   */
  long endNanos() {
    return endNanos;
  }

  long startNanos() {
    return startNanos;
  }

  /**
   * Takes the next batch.
   *
   * @return false if the load is over
   */
  boolean take(PlannedBatch batch, long nowNanos) {
    if (!openLoop && nowNanos >= endNanos) {
      return false;
    }
    long index;
    do {
      index = next.get();
      if (index >= maxBatches || (openLoop && intendedNanos(index) >= endNanos)) {
        return false;
      }
    } while (!next.compareAndSet(index, index + 1));
    batch.index = index;
    batch.table = TABLE_BY_TURN[(int) (index % TABLES)];
    batch.retries = 0;
    if (openLoop) {
      planOpen(batch);
    } else {
      planClosed(batch, nowNanos);
    }
    return true;
  }

  private void planOpen(PlannedBatch batch) {
    batch.intendedNanos = intendedNanos(batch.index);
    long from = precision.fromNanos(wallNanos(intendedNanos(batch.index - TABLES)));
    long to = precision.fromNanos(wallNanos(batch.intendedNanos));
    batch.timeStep = Math.max(1, (to - from) / rowsPerBatch);
    batch.firstTime = to - (rowsPerBatch - 1) * batch.timeStep;
  }

  private void planClosed(PlannedBatch batch, long nowNanos) {
    batch.intendedNanos = nowNanos;
    long now = precision.fromNanos(wallNanos(nowNanos));
    int table = (int) (batch.index % TABLES);
    synchronized (lastTimes) {
      batch.timeStep = Math.max(1, (now - lastTimes[table]) / rowsPerBatch);
      batch.firstTime = lastTimes[table] + batch.timeStep;
      lastTimes[table] += rowsPerBatch * batch.timeStep;
    }
  }

  /**
   * Batches whose time had come at {@code nowNanos} or at the end, whichever is earlier; open loop
   * only.
   */
  long dueBatches(long nowNanos) {
    long until = Math.min(nowNanos, endNanos);
    if (until < startNanos) {
      return 0;
    }
    long due = (long) ((until - startNanos) / intervalNanos);
    while (intendedNanos(due) <= until && intendedNanos(due) < endNanos) {
      due++;
    }
    return Math.min(due, maxBatches);
  }

  /**
   * How long the next batch should have been on its way; 0 in a closed loop or when none is late.
   */
  long behindNanos(long nowNanos) {
    long index = next.get();
    if (!openLoop || index >= maxBatches || intendedNanos(index) >= endNanos) {
      return 0;
    }
    return Math.max(0, nowNanos - intendedNanos(index));
  }

  boolean isOpenLoop() {
    return openLoop;
  }

  private long intendedNanos(long index) {
    return startNanos + Math.round(index * intervalNanos);
  }

  private long wallNanos(long nanos) {
    return startWallNanos + (nanos - startNanos);
  }
}
