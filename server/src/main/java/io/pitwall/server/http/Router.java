package io.pitwall.server.http;

import io.pitwall.server.auth.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the handler of a request. Whoever has no good token learns nothing but the public paths:
 * that is decided before the path is looked up, so that no route can be left open by mistake.
 */
final class Router {
  private final Map<String, Route> routes = new HashMap<>();

  /**
   * A path that is served.
   *
   * @param isPublic whether it needs no token
   * @param handlers by method
   */
  private record Route(boolean isPublic, TreeMap<String, RequestHandler> handlers) {}

  /** Serves a path; to be called before the server starts. */
  Router serve(String method, String path, boolean isPublic, RequestHandler handler) {
    Route route = routes.computeIfAbsent(path, p -> new Route(isPublic, new TreeMap<>()));
    if (route.isPublic() != isPublic) {
      throw new IllegalArgumentException(path + " is either public or not");
    }
    route.handlers().put(method, handler);
    if (method.equals("GET")) {
      route.handlers().put("HEAD", handler);
    }
    return this;
  }

  /** All paths with a method that each takes, sorted; for tests that go through all. */
  List<String> paths(boolean isPublic) {
    return routes.entrySet().stream()
        .filter(route -> route.getValue().isPublic() == isPublic)
        .map(route -> route.getValue().handlers().firstKey() + " " + route.getKey())
        .sorted()
        .toList();
  }

  RequestHandler route(RequestHeader head, Principal principal) throws HttpRefusal {
    Route route = routes.get(head.path());
    if (!principal.isAuthenticated() && (route == null || !route.isPublic())) {
      throw new HttpRefusal(
          401,
          "a valid token is needed: Authorization: Bearer TOKEN (or Token, Basic with the token as"
              + " password, x-api-key, ?p=)");
    }
    if (route == null) {
      throw new HttpRefusal(404, "there is nothing at " + head.path());
    }
    RequestHandler handler = route.handlers().get(head.method());
    if (handler == null) {
      throw new Refusals.WrongMethod(
          head.method(), head.path(), String.join(", ", route.handlers().keySet()));
    }
    return handler;
  }
}
