package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.StatementControl;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.StatementLimits;

/** What bounds an execution: its deadline, a request to stop, and its memory. One thread. */
public final class ExecutionControl implements StatementControl {
  private final ExecutionContext context;
  private long usedBytes;

  ExecutionControl(ExecutionContext context) {
    this.context = context;
  }

  /**
   * To be called once per block or batch.
   *
   * @throws QueryException CANCELLED or TIMEOUT
   */
  @Override
  public void check() throws QueryException {
    if (context.cancellation().isRequested()) {
      throw new QueryException(
          QueryException.Kind.CANCELLED, "the statement was cancelled on request");
    }
    long deadline = context.deadlineMonotonicNanos();
    if (deadline != Long.MAX_VALUE && context.clock().monotonicNanos() - deadline > 0) {
      throw new QueryException(
          QueryException.Kind.TIMEOUT,
          "the statement ran out of time; narrow its time range or raise the query timeout");
    }
  }

  /**
   * Takes bytes from the budget; a negative number gives back.
   *
   * @throws QueryException OUT_OF_MEMORY
   */
  @Override
  public void reserve(long bytes) throws QueryException {
    if (usedBytes + bytes > context.maxMemoryBytes()) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_MEMORY,
          "the statement needs more than "
              + context.maxMemoryBytes()
              + " bytes for its groups or sorting "
              + StatementLimits.MAX_QUERY_MEMORY.clause()
              + "; narrow it, or raise the limit");
    }
    usedBytes += bytes;
  }
}
