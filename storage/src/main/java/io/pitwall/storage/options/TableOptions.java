package io.pitwall.storage.options;

import io.pitwall.storage.limit.StoreLimits;

/**
 * What a table gets when it is created.
 *
 * @param partitionWidthNanos partition width of tables created from now on
 */
public record TableOptions(long partitionWidthNanos) {
  /** Partitions of an hour. */
  public static TableOptions defaults() {
    return new TableOptions(StoreLimits.PARTITION_WIDTH.defaultValue());
  }
}
