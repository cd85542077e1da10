package io.pitwall.server.http;

/**
 * One method of one path, and how it is served.
 *
 * @param method such as {@code POST}; {@code GET} serves {@code HEAD} too
 * @param path decoded, without the query
 * @param access who may use it; the same for all methods of a path
 * @param errors the form of its errors
 * @param handler serves its requests
 * @param credentials where its clients put their token; the same for all methods of a path
 */
public record Route(
    String method,
    String path,
    Access access,
    ErrorShape errors,
    RequestHandler handler,
    Credentials credentials) {
  /** Where clients put a token. */
  public enum Credentials {
    /**
     * In a header. A browser is not asked for a password, since it would send it again with
     * requests that pages of other sites make.
     */
    HEADER,
    /**
     * As clients of InfluxDB 1 do: also in the parameter {@code p}, and as the password of {@code
     * Basic} after the server asked for one.
     */
    INFLUXDB_1
  }

  /** Makes a route whose clients put their token in a header. */
  public Route(
      String method, String path, Access access, ErrorShape errors, RequestHandler handler) {
    this(method, path, access, errors, handler, Credentials.HEADER);
  }

  /** Who may use a route. */
  public enum Access {
    /** Everybody. */
    PUBLIC,
    /** Callers with a valid token. */
    TOKEN
  }
}
