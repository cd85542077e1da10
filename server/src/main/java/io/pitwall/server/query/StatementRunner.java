package io.pitwall.server.query;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryRequest;
import io.pitwall.query.result.QueryResult;

/** Runs statements: the query engine, or a fake in a test. Called from many threads. */
@FunctionalInterface
public interface StatementRunner {
  /**
   * Plans a statement and begins to run it.
   *
   * @return owned by the calling thread, which closes it
   *
   * @throws QueryException if it can't be answered
   */
  QueryResult execute(QueryRequest request) throws QueryException;
}
