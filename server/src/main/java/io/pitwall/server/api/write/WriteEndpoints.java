package io.pitwall.server.api.write;

import io.pitwall.server.api.request.BodyCollector;
import io.pitwall.server.http.Route;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.server.ingest.pipeline.IngestPipeline;
import io.pitwall.storage.runtime.Clock;

/**
 * Makes routes that store rows.
 *
 * @param pipeline stores the bodies
 * @param maxBodyBytes max-body-bytes: the largest body as it is sent
 * @param clock the time of rows without a timestamp
 */
public record WriteEndpoints(IngestPipeline pipeline, int maxBodyBytes, Clock clock) {
  /** Checks that bodies can be taken. */
  public WriteEndpoints {
    if (maxBodyBytes < 1) {
      throw new IllegalArgumentException(IngestLimits.MAX_BODY_BYTES + " must be at least 1");
    }
  }

  /** Makes a route for {@code POST} and callers with a valid token. */
  public Route route(WriteRoute route) {
    WriteHandler handler =
        new WriteHandler(
            route,
            pipeline,
            new BodyCollector.MaxBody(maxBodyBytes, IngestLimits.MAX_BODY_BYTES.limitName()),
            clock);
    return new Route(
        "POST", route.path(), Route.Access.TOKEN, route.errors(), handler, route.credentials());
  }
}
