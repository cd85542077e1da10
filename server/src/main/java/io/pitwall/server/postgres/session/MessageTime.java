package io.pitwall.server.postgres.session;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryTimeout;
import io.pitwall.query.statement.StatementLimits;
import io.pitwall.storage.runtime.Clock;
import java.time.Duration;

/**
 * The time that the statements of one text may take together, without the time that their client
 * takes to read. Owned by the thread that runs them.
 */
final class MessageTime {
  private final Clock clock;
  private final long limitNanos;
  private final long startNanos;
  private long waitedNanos;

  /**
   * The time begins now.
   *
   * @param limit {@code query-timeout}
   */
  MessageTime(Clock clock, Duration limit) {
    this.clock = clock;
    this.limitNanos = limit.toNanos();
    this.startNanos = clock.monotonicNanos();
  }

  /**
   * Returns the timeout of the next statement: what is left, or its own if that is shorter.
   *
   * @param own of a statement; {@link Duration#ZERO} for none
   * @throws QueryException TIMEOUT if no time is left
   */
  QueryTimeout next(Duration own) throws QueryException {
    long left = limitNanos - (clock.monotonicNanos() - startNanos - waitedNanos);
    if (left <= 0) {
      throw new QueryException(
          QueryException.Kind.TIMEOUT,
          "the statements of the text ran out of time "
              + StatementLimits.QUERY_TIMEOUT.clause()
              + "; send fewer in one text");
    }
    Duration rest = Duration.ofNanos(left);
    boolean ownIsShorter = !own.isZero() && own.compareTo(rest) < 0;
    return new QueryTimeout(ownIsShorter ? own : rest);
  }

  /** A statement has ended; the time it has waited for its client does not count. */
  void ended(QueryTimeout statement) {
    waitedNanos += statement.waitedNanos();
  }
}
