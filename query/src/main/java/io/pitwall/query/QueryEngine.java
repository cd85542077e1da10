package io.pitwall.query;

import io.pitwall.query.exec.ExecutionContext;
import io.pitwall.query.exec.PartialAggregateCache;
import io.pitwall.query.exec.QueryExecutor;
import io.pitwall.query.exec.QueryMemory;
import io.pitwall.query.exec.expression.StatementValues;
import io.pitwall.query.plan.PlanCache;
import io.pitwall.query.plan.PlanningPool;
import io.pitwall.query.plan.QueryPlan;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.query.result.StatementStop;
import io.pitwall.query.sql.SqlErrors;
import io.pitwall.query.sql.SqlPlanner;
import io.pitwall.query.system.SystemStatement;
import io.pitwall.storage.limit.StoreLimits;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.read.SnapshotSource;
import io.pitwall.storage.runtime.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers statements: a statement in, a result in pages out. Each statement sees one snapshot, and
 * {@code now()} is one time throughout it. Safe for many threads; a result belongs to the thread
 * that reads it. Execution recurses as deep as a statement nests: a thread whose stack is too small
 * for it gets the error TOO_COMPLEX.
 */
public final class QueryEngine implements AutoCloseable {
  private final SnapshotSource snapshots;
  private final Clock clock;
  private final QueryLimits limits;
  private final PlanningPool planning;
  private final PlanCache plans;
  private final QueryExecutor executor;
  private final QueryMemory memory;

  public QueryEngine(SnapshotSource snapshots, Clock clock, QueryLimits limits) {
    this.snapshots = snapshots;
    this.clock = clock;
    this.limits = limits;
    this.planning = new PlanningPool(new SqlPlanner(limits.sql()), limits.planningThreads());
    this.executor = new QueryExecutor(new PartialAggregateCache(limits.aggregateCacheBytes()));
    this.plans = new PlanCache(limits.planCacheBytes());
    this.memory = new QueryMemory(limits.maxQueryMemoryBytes(), limits.maxTotalQueryMemoryBytes());
  }

  public QueryLimits limits() {
    return limits;
  }

  /** The bytes that all statements have reserved for groups, sort buffers and similar data. */
  public long reservedMemoryBytes() {
    return memory.reservedBytes();
  }

  /**
   * Plans a statement and starts to run it.
   *
   * @return the caller closes it; the snapshot stays pinned until then
   * @throws QueryException if it can't be answered
   */
  public QueryResult execute(QueryRequest request) throws QueryException {
    StatementStop stop = new StatementStop(clock, request.timeout(), request.cancellation());
    Snapshot snapshot = snapshots.snapshot();
    boolean handedOver = false;
    try {
      snapshot.onEviction(() -> evict(request.cancellation()));
      QueryResult result = execute(request, stop, snapshot);
      handedOver = true;
      return new SnapshotResult(result, snapshot);
    } catch (StackOverflowError e) {
      throw SqlErrors.tooDeep(e);
    } finally {
      if (!handedOver) {
        snapshot.close();
      }
    }
  }

  private static void evict(QueryCancellation cancellation) {
    cancellation.cancel(
        QueryException.Kind.OVERLOADED,
        "the statement was ended because the rows that were sealed while statements read them take"
            + " too much memory "
            + StoreLimits.MAX_PINNED_BYTES.clause()
            + " and it was among the oldest; send it again, narrower, or read its answer faster");
  }

  private QueryResult execute(QueryRequest request, StatementStop stop, Snapshot snapshot)
      throws QueryException {
    QueryResult system =
        SystemStatement.answer(request.statement(), request.database(), snapshot.catalog());
    if (system != null) {
      return system;
    }
    QueryPlan plan = plan(request, stop, snapshot);
    ExecutionContext context =
        new ExecutionContext(
            snapshot,
            new StatementValues(clock.nanosSinceEpoch(), request.settings()),
            memory,
            stop);
    return executor.execute(plan, context);
  }

  private QueryPlan plan(QueryRequest request, StatementStop stop, Snapshot snapshot)
      throws QueryException {
    QueryPlan kept = plans.find(request.sql(), request.database(), snapshot.catalog());
    if (kept != null) {
      return kept;
    }
    QueryPlan planned =
        planning.plan(request.statement(), request.database(), snapshot.catalog(), stop);
    plans.keep(request.sql(), request.database(), planned);
    return planned;
  }

  /** Ends the planning threads. Results that are being read are not affected. */
  @Override
  public void close() {
    planning.close();
  }

  /** Closes the snapshot with the result. */
  private static final class SnapshotResult implements QueryResult {
    private final QueryResult result;
    private final Snapshot snapshot;

    SnapshotResult(QueryResult result, Snapshot snapshot) {
      this.result = result;
      this.snapshot = snapshot;
    }

    @Override
    public List<ResultColumn> columns() {
      return result.columns();
    }

    @Override
    public @Nullable ResultPage next() throws QueryException {
      try {
        return result.next();
      } catch (StackOverflowError e) {
        throw SqlErrors.tooDeep(e);
      }
    }

    @Override
    public void close() {
      try {
        result.close();
      } finally {
        snapshot.close();
      }
    }
  }
}
