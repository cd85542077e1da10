package io.pitwall.query.plan;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.StatementStop;
import io.pitwall.query.sql.SqlErrors;
import io.pitwall.query.sql.SqlPlanner;
import io.pitwall.query.statement.SqlStatement;
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
  private final ExecutorService threads;

  /**
   * @param size how many statements are planned at once; others wait
   */
  public PlanningPool(SqlPlanner planner, int size) {
    this.planner = planner;
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
   * @param stop ends the wait for the plan
   * @throws QueryException as {@link SqlPlanner#plan} and {@link StatementStop#check} do
   */
  public QueryPlan plan(
      SqlStatement statement, String database, CatalogView catalog, StatementStop stop)
      throws QueryException {
    Future<QueryPlan> planned =
        threads.submit(() -> QueryPlan.of(planner.plan(statement, database, catalog)));
    try {
      stop.check();
      while (true) {
        long left = TimeUnit.NANOSECONDS.toMillis(stop.leftNanos());
        try {
          return planned.get(Math.clamp(left, 1, POLL_MILLIS), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillPlanning) {
          stop.check();
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
