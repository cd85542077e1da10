package io.pitwall.server.http;

import io.pitwall.server.auth.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the route of a request. A caller without a valid token can only learn which paths are
 * public: access is checked before anything is said about the path, so no route can be left open by
 * mistake. Immutable.
 */
public final class RouteTable {
  private final Map<String, Path> paths = new HashMap<>();
  private final ErrorShape errors;

  /**
   * A path that is served.
   *
   * @param routes by method, in alphabetical order
   */
  private record Path(
      Route.Access access, Route.Credentials credentials, TreeMap<String, Route> routes) {}

  /**
   * @param errors the form of errors of requests that match no route
   * @throws IllegalArgumentException if a method of a path occurs twice, or a path has two kinds of
   *     access
   */
  public RouteTable(List<Route> routes, ErrorShape errors) {
    this.errors = errors;
    for (Route route : routes) {
      add(route.method(), route);
      if (route.method().equals("GET")) {
        add("HEAD", route);
      }
    }
  }

  private void add(String method, Route route) {
    Path path =
        paths.computeIfAbsent(
            route.path(), p -> new Path(route.access(), route.credentials(), new TreeMap<>()));
    if (path.access() != route.access() || path.credentials() != route.credentials()) {
      throw new IllegalArgumentException(
          "all methods of " + route.path() + " have one access and one kind of credentials");
    }
    if (path.routes().put(method, route) != null) {
      throw new IllegalArgumentException(method + " " + route.path() + " has two routes");
    }
  }

  /** All routes of one kind of access as {@code METHOD PATH}, sorted. */
  public List<String> list(Route.Access access) {
    return paths.entrySet().stream()
        .filter(path -> path.getValue().access() == access)
        .flatMap(
            path -> path.getValue().routes().keySet().stream().map(m -> m + " " + path.getKey()))
        .sorted()
        .toList();
  }

  /** Where a request of this path, known or not, may have its token. */
  Route.Credentials credentials(String path) {
    Path known = paths.get(path);
    return known == null ? Route.Credentials.HEADER : known.credentials();
  }

  /** The form of errors of requests that match no route. */
  ErrorShape errors() {
    return errors;
  }

  /**
   * Returns the route of a request.
   *
   * @throws HttpRefusal 401 if the caller may not know, 404 or 405 if there is none
   */
  Route find(RequestHeader header, Principal principal) throws HttpRefusal {
    Path path = paths.get(header.path());
    boolean isPublic = path != null && path.access() == Route.Access.PUBLIC;
    if (!isPublic && !principal.isAuthenticated()) {
      throw HttpRefusal.unauthenticated(credentials(header.path()));
    }
    if (path == null) {
      throw new HttpRefusal(404, "there is nothing at " + header.path());
    }
    Route route = path.routes().get(header.method());
    if (route == null) {
      throw HttpRefusal.wrongMethod(header, String.join(", ", path.routes().keySet()));
    }
    return route;
  }
}
