package io.pitwall.server.api.query;

import io.pitwall.server.query.QueryThreads;
import io.pitwall.storage.limit.Limit;
import java.time.Duration;

/**
 * Limits of statements that come over HTTP.
 *
 * @param maxBodyBytes max-query-bytes: the body of a request
 * @param maxQueued max-queued-queries: statements that wait to run; more are refused
 * @param timeout query-timeout: how long a statement may run
 */
public record QueryOptions(int maxBodyBytes, int maxQueued, Duration timeout) {
  /** Checked while the body of a query arrives. */
  public static final Limit MAX_QUERY_BYTES =
      Limit.bytes("max-query-bytes", 1 << 20, "Largest body of a query request; 413 past it.")
          .inOneArray();

  /** Checks that statements can be taken. */
  public QueryOptions {
    if (maxBodyBytes < 1 || maxQueued < 1) {
      throw new IllegalArgumentException(
          MAX_QUERY_BYTES + " and " + QueryThreads.MAX_QUEUED_QUERIES + " must be at least 1");
    }
  }
}
