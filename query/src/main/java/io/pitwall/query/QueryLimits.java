package io.pitwall.query;

import io.pitwall.query.statement.SqlLimits;
import io.pitwall.query.statement.StatementLimits;
import java.time.Duration;

/**
 * What statements may take.
 *
 * @param sql what a text may measure
 * @param maxQueryMemoryBytes groups, sorting and the like of one statement (max-query-memory)
 * @param maxTotalQueryMemoryBytes the same of all statements together (max-total-query-memory)
 * @param defaultTimeout for requests that name none (query-timeout)
 * @param planCacheBytes about how much memory kept plans may take (plan-cache-bytes)
 * @param aggregateCacheBytes about how much memory kept aggregates of unchanging rows may take
 *     (aggregate-cache-bytes)
 * @param planningThreads how many statements are planned at once (planning-threads)
 */
public record QueryLimits(
    SqlLimits sql,
    long maxQueryMemoryBytes,
    long maxTotalQueryMemoryBytes,
    Duration defaultTimeout,
    long planCacheBytes,
    long aggregateCacheBytes,
    int planningThreads) {
  public static final QueryLimits DEFAULT =
      new QueryLimits(
          SqlLimits.DEFAULT,
          StatementLimits.MAX_QUERY_MEMORY.defaultValue(),
          StatementLimits.MAX_TOTAL_QUERY_MEMORY.defaultValue(),
          Duration.ofNanos(StatementLimits.QUERY_TIMEOUT.defaultValue()),
          32L << 20,
          64L << 20,
          2);

  public QueryLimits {
    if (maxQueryMemoryBytes <= 0
        || maxTotalQueryMemoryBytes <= 0
        || planCacheBytes < 0
        || aggregateCacheBytes < 0
        || planningThreads < 1) {
      throw new IllegalArgumentException(
          "limits of queries must be positive: max-query-memory = "
              + maxQueryMemoryBytes
              + ", max-total-query-memory = "
              + maxTotalQueryMemoryBytes
              + ", plan-cache-bytes = "
              + planCacheBytes
              + ", aggregate-cache-bytes = "
              + aggregateCacheBytes
              + ", planning-threads = "
              + planningThreads);
    }
    if (defaultTimeout.isNegative() || defaultTimeout.isZero()) {
      throw new IllegalArgumentException("query-timeout must be positive: " + defaultTimeout);
    }
  }
}
