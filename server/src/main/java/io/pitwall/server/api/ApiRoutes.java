package io.pitwall.server.api;

import io.pitwall.server.api.query.QueryEndpoint;
import io.pitwall.server.api.request.ErrorShapes;
import io.pitwall.server.api.status.StatusEndpoints;
import io.pitwall.server.api.write.WriteEndpoints;
import io.pitwall.server.http.Route;
import io.pitwall.server.http.RouteTable;
import java.util.ArrayList;
import java.util.List;

/** Makes the table of all routes of all dialects. */
public final class ApiRoutes {
  private ApiRoutes() {}

  /** Makes the table. */
  public static RouteTable table(
      WriteEndpoints writes, QueryEndpoint queries, StatusEndpoints status) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(PitwallRoutes.routes(writes, status));
    routes.addAll(InfluxRoutes.routes(writes, status));
    routes.addAll(ArcRoutes.routes(writes, queries));
    return new RouteTable(routes, ErrorShapes.ERROR_MEMBER);
  }
}
