package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;

/** What bounds the work of a statement's expressions. One thread. */
public interface StatementControl {
  /**
   * To be called at least once per batch, and within work on one row that may take long.
   *
   * @throws QueryException CANCELLED or TIMEOUT
   */
  void check() throws QueryException;

  /**
   * Takes bytes from the statement's budget; a negative number gives back.
   *
   * @throws QueryException OUT_OF_MEMORY
   */
  void reserve(long bytes) throws QueryException;
}
