package io.pitwall.server.query;

import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.server.auth.Principal;

/**
 * Runs statements: the query engine, or a fake in a test. Every protocol hands its statements over
 * here, each with the principal who asks, so that this is the place to check what a principal may
 * read. Safe for all threads.
 */
@FunctionalInterface
public interface StatementRunner {
  /**
   * Plans a statement and begins to run it.
   *
   * @param principal who asks
   * @return the result, which belongs to the calling thread; the caller closes it
   * @throws QueryException if the statement can't be answered
   */
  QueryResult execute(Principal principal, QueryRequest request) throws QueryException;
}
