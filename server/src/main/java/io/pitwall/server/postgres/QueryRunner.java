package io.pitwall.server.postgres;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryResult;

/** What runs a statement: the query engine. Called from many threads. */
@FunctionalInterface
public interface QueryRunner {
  /**
   * Plans a statement and opens its answer, which belongs to the calling thread.
   *
   * @throws QueryException if it can't be answered
   */
  QueryResult execute(QueryRequest request) throws QueryException;
}
