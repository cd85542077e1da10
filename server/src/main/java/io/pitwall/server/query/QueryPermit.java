package io.pitwall.server.query;

import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.runtime.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The right of one statement to compute, which it gives back while it waits for its client. Owned
 * by the statement's thread.
 */
public final class QueryPermit {
  /** How often a statement that wants to go on looks whether it was cancelled. */
  private static final long LOOK_MILLIS = 100;

  private final Semaphore permits;
  private final AtomicInteger paused;
  private final Clock clock;
  private boolean held;

  /**
   * Waits until a client has read enough, or never will.
   *
   * @param <E> says that the client is gone or does not read
   */
  @FunctionalInterface
  public interface ClientWait<E extends Exception> {
    /**
     * Waits.
     *
     * @throws QueryException if the statement is cancelled meanwhile
     * @throws E if the client is gone or does not read
     */
    void await() throws QueryException, E;
  }

  /**
   * A permit that is not held yet.
   *
   * @param paused counts the statements that wait for their clients
   */
  QueryPermit(Semaphore permits, AtomicInteger paused, Clock clock) {
    this.permits = permits;
    this.paused = paused;
    this.clock = clock;
  }

  void take() throws InterruptedException {
    permits.acquire();
    held = true;
  }

  void giveBack() {
    if (held) {
      held = false;
      permits.release();
    }
  }

  /**
   * Lets others compute while this statement waits for its client. The time does not count for the
   * statement's timeout. A statement that ends here ends without the permit, at once.
   *
   * @param request of the statement
   * @throws QueryException as the wait does, or if the statement is cancelled before it can go on
   * @throws E as the wait does
   */
  public <E extends Exception> void whileAway(QueryRequest request, ClientWait<E> wait)
      throws QueryException, E {
    long start = clock.monotonicNanos();
    giveBack();
    paused.incrementAndGet();
    try {
      wait.await();
    } finally {
      paused.decrementAndGet();
    }
    takeAgain(request.cancellation());
    request.timeout().waited(clock.monotonicNanos() - start);
  }

  private void takeAgain(QueryCancellation cancellation) throws QueryException {
    try {
      while (!permits.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        cancellation.check();
      }
      held = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryException(
          QueryException.Kind.CANCELLED, "the statement was interrupted", 0, 0, e);
    }
  }
}
