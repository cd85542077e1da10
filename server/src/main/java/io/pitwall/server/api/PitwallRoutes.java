package io.pitwall.server.api;

import io.pitwall.server.api.request.DatabaseRule;
import io.pitwall.server.api.status.StatusEndpoints;
import io.pitwall.server.api.write.PrecisionRule;
import io.pitwall.server.api.write.WriteEndpoints;
import io.pitwall.server.api.write.WriteErrorShape;
import io.pitwall.server.api.write.WriteRoute;
import io.pitwall.server.http.Route;
import io.pitwall.server.ingest.WriteFormat;
import io.pitwall.server.ingest.pipeline.PartialWrites;
import java.util.List;

/** The routes that are the server's own. */
final class PitwallRoutes {
  private PitwallRoutes() {}

  static List<Route> routes(WriteEndpoints writes, StatusEndpoints status) {
    return List.of(
        writes.route(
            new WriteRoute(
                "/api/v1/write/json",
                WriteFormat.JSON,
                DatabaseRule.HEADER_THEN_PARAMETER,
                PrecisionRule.BY_SIZE,
                WriteErrorShape.COUNTS_AND_LINES,
                PartialWrites.STORE_GOOD_ROWS,
                Route.Credentials.HEADER)),
        status.health("/health"),
        status.ready("/ready"),
        status.metrics("/metrics"));
  }
}
