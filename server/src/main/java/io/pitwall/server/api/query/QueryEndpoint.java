package io.pitwall.server.api.query;

import io.pitwall.server.http.Route;
import io.pitwall.server.ingest.pipeline.BodyBuffers;
import io.pitwall.server.metrics.QueryMetrics;
import io.pitwall.server.query.QueryThreads;
import io.pitwall.server.query.StatementRunner;
import io.pitwall.storage.runtime.Clock;

/**
 * What running statements over HTTP needs. Immutable; its parts are safe for all threads.
 *
 * @param statements runs statements
 * @param threads on which statements run; rejects a statement if too many wait
 * @param buffers memory of request bodies
 * @param options limits of statements
 * @param metrics counts the statements
 * @param clock measures how long they take
 */
public record QueryEndpoint(
    StatementRunner statements,
    QueryThreads threads,
    BodyBuffers buffers,
    QueryOptions options,
    QueryMetrics metrics,
    Clock clock) {
  /** The name of HTTP in the metrics of statements. */
  public static final String METRICS_LABEL = "http";

  /** Makes a route for {@code POST} and callers with a valid token. */
  public Route route(QueryRoute route) {
    return new Route(
        "POST", route.path(), Route.Access.TOKEN, route.errors(), new QueryHandler(this, route));
  }
}
