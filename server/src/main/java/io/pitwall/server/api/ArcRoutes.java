package io.pitwall.server.api;

import io.pitwall.server.api.query.QueryEndpoint;
import io.pitwall.server.api.query.QueryRoute;
import io.pitwall.server.api.request.DatabaseRule;
import io.pitwall.server.api.request.ErrorShapes;
import io.pitwall.server.api.write.PrecisionRule;
import io.pitwall.server.api.write.WriteEndpoints;
import io.pitwall.server.api.write.WriteErrorShape;
import io.pitwall.server.api.write.WriteRoute;
import io.pitwall.server.http.Route;
import io.pitwall.server.ingest.WriteFormat;
import io.pitwall.server.ingest.pipeline.PartialWrites;
import io.pitwall.server.result.ResultFormat;
import java.util.List;

/** The routes that clients of Arc use. */
final class ArcRoutes {
  private ArcRoutes() {}

  static List<Route> routes(WriteEndpoints writes, QueryEndpoint queries) {
    return List.of(
        writes.route(
            new WriteRoute(
                "/api/v1/write/line-protocol",
                WriteFormat.LINE_PROTOCOL,
                DatabaseRule.HEADER_THEN_PARAMETER,
                PrecisionRule.PARAMETER,
                WriteErrorShape.COUNTS_AND_LINES,
                PartialWrites.STORE_GOOD_ROWS,
                Route.Credentials.HEADER)),
        writes.route(
            new WriteRoute(
                "/api/v1/write/msgpack",
                WriteFormat.MESSAGEPACK,
                DatabaseRule.HEADER_THEN_PARAMETER,
                PrecisionRule.BY_SIZE,
                WriteErrorShape.COUNTS_AND_LINES,
                PartialWrites.STORE_GOOD_ROWS,
                Route.Credentials.HEADER)),
        queries.route(
            new QueryRoute(
                "/api/v1/query",
                DatabaseRule.HEADER_THEN_PARAMETER,
                ErrorShapes.ERROR_MEMBER,
                ResultFormat.JSON)));
  }
}
