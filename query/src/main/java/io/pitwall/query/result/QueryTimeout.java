package io.pitwall.query.result;

import java.time.Duration;

/**
 * How long one statement may take, without the time that it waits for its client to read. Owned by
 * the thread that runs the statement.
 */
public final class QueryTimeout {
  private final Duration limit;
  private long waitedNanos;

  /** A timeout from the start of the statement. */
  public QueryTimeout(Duration limit) {
    this.limit = limit;
  }

  /** The longest time, waiting not counted. */
  public Duration limit() {
    return limit;
  }

  /** The statement has waited for its client; that time does not count. */
  public void waited(long nanos) {
    waitedNanos += nanos;
  }

  /** How long the statement has waited for its client. */
  public long waitedNanos() {
    return waitedNanos;
  }
}
