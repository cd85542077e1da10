package io.pitwall.query.plan;

import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.sql.SqlErrors;
import io.pitwall.query.sql.SqlPlanner;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.schema.CatalogView;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plans statements on a few threads with large stacks, because the parser and the planners recurse
 * as deep as a statement nests. Safe for many threads.
 */
public final class PlanningPool implements AutoCloseable {
  private static final long STACK_BYTES = 16L << 20;
  private static final long POLL_MILLIS = 100;

  private final SqlPlanner planner;
  private final Clock clock;
  private final ExecutorService threads;

  /**
   * @param size how many statements are planned at once; others wait
   */
  public PlanningPool(SqlPlanner planner, Clock clock, int size) {
    this.planner = planner;
    this.clock = clock;
    AtomicInteger count = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            size,
            task -> {
              String name = "planner-" + count.incrementAndGet();
              Thread thread = new Thread(null, task, name, STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Plans on one of the threads.
   *
   * @param deadlineMonotonicNanos when to give up, by the clock's monotonic time
   * @throws QueryException as {@link SqlPlanner#plan}, or TIMEOUT, or CANCELLED
   */
  public QueryPlan plan(
      SqlStatement statement,
      String database,
      CatalogView catalog,
      long deadlineMonotonicNanos,
      QueryCancellation cancellation)
      throws QueryException {
    Future<QueryPlan> planned =
        threads.submit(() -> QueryPlan.of(planner.plan(statement, database, catalog)));
    try {
      check(deadlineMonotonicNanos, cancellation);
      while (true) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadlineMonotonicNanos - clock.monotonicNanos());
        try {
          return planned.get(Math.clamp(left, 1, POLL_MILLIS), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillPlanning) {
          check(deadlineMonotonicNanos, cancellation);
        }
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryException(
          QueryException.Kind.CANCELLED, "the statement was interrupted", 0, 0, e);
    } finally {
      planned.cancel(true);
    }
  }

  private void check(long deadlineMonotonicNanos, QueryCancellation cancellation)
      throws QueryException {
    if (cancellation.isRequested()) {
      throw new QueryException(
          QueryException.Kind.CANCELLED, "the statement was cancelled on request");
    }
    if (clock.monotonicNanos() - deadlineMonotonicNanos > 0) {
      throw new QueryException(
          QueryException.Kind.TIMEOUT, "the statement ran out of time while it was planned");
    }
  }

  private static QueryException failure(Throwable cause) {
    if (cause instanceof QueryException refusal) {
      return refusal;
    }
    if (SqlErrors.isOverflow(cause)) {
      return SqlErrors.tooDeep(cause);
    }
    return new QueryException(
        QueryException.Kind.INTERNAL, "the statement could not be planned: " + cause, 0, 0, cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
