package io.pitwall.server.http;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryRequest;
import io.pitwall.query.result.QueryResult;

/** What runs statements; the query engine, or a fake in a test. Safe for all threads. */
@FunctionalInterface
public interface QueryService {
  /** Plans a statement and begins to run it; the result is closed by the caller. */
  QueryResult execute(QueryRequest request) throws QueryException;
}
