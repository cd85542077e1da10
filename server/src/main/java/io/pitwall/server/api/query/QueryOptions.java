package io.pitwall.server.api.query;

import java.time.Duration;

/**
 * Limits of statements that come over HTTP.
 *
 * @param maxBodyBytes max-query-bytes: the body of a request
 * @param maxQueued max-queued-queries: statements that wait for a thread; more are refused
 * @param timeout query-timeout: how long a statement may run
 */
public record QueryOptions(int maxBodyBytes, int maxQueued, Duration timeout) {
  /** Checks that statements can be taken. */
  public QueryOptions {
    if (maxBodyBytes < 1 || maxQueued < 1) {
      throw new IllegalArgumentException(
          "max-query-bytes and max-queued-queries must be at least 1");
    }
  }
}
