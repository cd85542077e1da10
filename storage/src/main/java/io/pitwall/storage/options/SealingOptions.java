package io.pitwall.storage.options;

import io.pitwall.storage.limit.StoreLimits;
import java.util.concurrent.TimeUnit;

/**
 * When unsealed rows of a table are sealed.
 *
 * @param rows seal a table when it has this many unsealed rows
 * @param ageNanos seal a table when its first unsealed row is this old
 */
public record SealingOptions(int rows, long ageNanos) {
  /** A million rows or a minute. */
  public static SealingOptions defaults() {
    return new SealingOptions(StoreLimits.SEAL_ROWS.defaultInt(), TimeUnit.MINUTES.toNanos(1));
  }

  /** These options with another number of rows. */
  public SealingOptions withRows(int otherRows) {
    return new SealingOptions(otherRows, ageNanos);
  }

  /** These options with another age. */
  public SealingOptions withAgeNanos(long otherNanos) {
    return new SealingOptions(rows, otherNanos);
  }
}
