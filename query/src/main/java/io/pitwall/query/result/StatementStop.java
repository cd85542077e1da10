package io.pitwall.query.result;

import io.pitwall.storage.runtime.Clock;

/**
 * Says whether one statement must stop: because of a request, or because its time is over. Cheap
 * enough to be asked once per batch of rows. Owned by the thread that runs the statement.
 */
public final class StatementStop {
  private final Clock clock;
  private final QueryTimeout timeout;
  private final QueryCancellation cancellation;
  private final long limitNanos;
  private final long startNanos;

  /** The statement's time begins now. */
  public StatementStop(Clock clock, QueryTimeout timeout, QueryCancellation cancellation) {
    this.clock = clock;
    this.timeout = timeout;
    this.cancellation = cancellation;
    this.limitNanos = nanos(timeout);
    this.startNanos = clock.monotonicNanos();
  }

  /** A timeout of more nanoseconds than a long has is none. */
  private static long nanos(QueryTimeout timeout) {
    try {
      return timeout.limit().toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * Ends a statement that must stop.
   *
   * @throws QueryException CANCELLED, TIMEOUT, or why the server can't go on with it
   */
  public void check() throws QueryException {
    cancellation.check();
    if (leftNanos() < 0) {
      throw new QueryException(
          QueryException.Kind.TIMEOUT,
          "the statement ran out of time; narrow its time range or raise the query timeout");
    }
  }

  /** How long the statement may still run; negative if its time is over. */
  public long leftNanos() {
    return limitNanos - (clock.monotonicNanos() - startNanos - timeout.waitedNanos());
  }
}
