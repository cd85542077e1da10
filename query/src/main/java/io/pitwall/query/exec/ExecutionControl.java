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
   * @throws QueryException as {@link io.pitwall.query.result.StatementStop#check} does
   */
  @Override
  public void check() throws QueryException {
    context.stop().check();
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
