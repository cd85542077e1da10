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

/** The routes that clients of InfluxDB 1 and 2 use. */
final class InfluxRoutes {
  private InfluxRoutes() {}

  static List<Route> routes(WriteEndpoints writes, StatusEndpoints status) {
    return List.of(
        writes.route(lineProtocol("/write", Route.Credentials.INFLUXDB_1)),
        writes.route(lineProtocol("/api/v2/write", Route.Credentials.HEADER)),
        status.ping("/ping"));
  }

  private static WriteRoute lineProtocol(String path, Route.Credentials credentials) {
    return new WriteRoute(
        path,
        WriteFormat.LINE_PROTOCOL,
        DatabaseRule.HEADER_THEN_PARAMETER,
        PrecisionRule.PARAMETER,
        WriteErrorShape.COUNTS_AND_LINES,
        PartialWrites.STORE_GOOD_ROWS,
        credentials);
  }
}
