package io.pitwall.storage.options;

import java.util.concurrent.TimeUnit;

/**
 * What a table gets when it is created.
 *
 * @param partitionWidthNanos partition width of tables created from now on
 */
public record TableOptions(long partitionWidthNanos) {
  /** Partitions of an hour. */
  public static TableOptions defaults() {
    return new TableOptions(TimeUnit.HOURS.toNanos(1));
  }
}
