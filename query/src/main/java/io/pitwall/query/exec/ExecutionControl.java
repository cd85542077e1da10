package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.StatementControl;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.StatementLimits;

/**
 * What bounds an execution: its deadline, a request to stop, and its memory. One thread. To be
 * closed when the statement ends, however it does: that gives its memory back.
 */
public final class ExecutionControl implements StatementControl, AutoCloseable {
  private final ExecutionContext context;
  private final QueryMemory memory;
  private long usedBytes;

  ExecutionControl(ExecutionContext context) {
    this.context = context;
    this.memory = context.memory();
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
   * Takes bytes from the memory of the statement and of all statements; a negative number gives
   * back.
   *
   * @throws QueryException OUT_OF_MEMORY if the statement needs too much, OVERLOADED if all
   *     statements together do; nothing is taken then
   */
  @Override
  public void reserve(long bytes) throws QueryException {
    if (bytes < 0) {
      memory.release(-bytes);
      usedBytes += bytes;
      return;
    }
    if (bytes > memory.maxPerStatement() - usedBytes) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_MEMORY,
          "the statement needs more than "
              + memory.maxPerStatement()
              + " bytes for its groups or sorting "
              + StatementLimits.MAX_QUERY_MEMORY.clause()
              + "; narrow it, or raise the limit");
    }
    if (!memory.tryReserve(bytes)) {
      throw new QueryException(
          QueryException.Kind.OVERLOADED,
          "all statements that run now need more than "
              + memory.maxOfAll()
              + " bytes together for their groups or sorting "
              + StatementLimits.MAX_TOTAL_QUERY_MEMORY.clause()
              + "; send it again later, narrow it, or raise the limit");
    }
    usedBytes += bytes;
  }

  /** Gives back all that was taken. A second call does nothing. */
  @Override
  public void close() {
    memory.release(usedBytes);
    usedBytes = 0;
  }
}
