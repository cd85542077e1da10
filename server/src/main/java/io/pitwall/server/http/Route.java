package io.pitwall.server.http;

/**
 * One method of one path, and how it is served.
 *
 * @param method such as {@code POST}; {@code GET} serves {@code HEAD} too
 * @param path decoded, without the query
 * @param access who may use it; the same for all methods of a path
 * @param errors the form of its errors
 * @param handler serves its requests
 */
public record Route(
    String method, String path, Access access, ErrorShape errors, RequestHandler handler) {
  /** Who may use a route. */
  public enum Access {
    /** Everybody. */
    PUBLIC,
    /** Callers with a valid token. */
    TOKEN
  }
}
