package io.pitwall.server.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of a request, checked: its line (method, path, query parameters) and its headers. Made
 * by {@link RequestHeaderParser}. Immutable.
 */
public final class RequestHeader {
  /** Stands in for the header of something that was no request. */
  static final RequestHeader NONE =
      new RequestHeader(
          new RequestTarget("", "", null, QueryParameters.NONE),
          HeaderFields.NONE,
          BodyDeclaration.NONE,
          new ClientConnection(true, false));

  private final RequestTarget target;
  private final HeaderFields fields;
  private final BodyDeclaration body;
  private final ClientConnection connection;

  /**
   * What is asked for.
   *
   * @param method as sent, such as {@code POST}
   * @param path decoded, without the query
   * @param authority the host, and the port if it was sent, of a target that begins with a scheme;
   *     null if there is none
   */
  record RequestTarget(
      String method, String path, @Nullable String authority, QueryParameters parameters) {}

  /**
   * What the client's side of the connection can do.
   *
   * @param isNewest whether the version is HTTP/1.1 and not 1.0
   * @param keepAlive whether the connection may stay open after the answer
   */
  record ClientConnection(boolean isNewest, boolean keepAlive) {}

  RequestHeader(
      RequestTarget target,
      HeaderFields fields,
      BodyDeclaration body,
      ClientConnection connection) {
    this.target = target;
    this.fields = fields;
    this.body = body;
    this.connection = connection;
  }

  /** The method as it was sent, such as {@code POST}. */
  public String method() {
    return target.method();
  }

  /** The decoded path, without the query. */
  public String path() {
    return target.path();
  }

  /**
   * The host that the client asks, with the port if it was sent: of the target if it names one,
   * else of the header; null if there is neither.
   */
  @Nullable String host() {
    return target.authority() != null ? target.authority() : fields.first(HeaderName.HOST);
  }

  /** Whether the version is HTTP/1.1, which knows chunks, and not 1.0. */
  boolean isNewest() {
    return connection.isNewest();
  }

  /** The decoded value of a query parameter; null if it was not sent. */
  public @Nullable String parameter(String name) {
    return target.parameters().get(name);
  }

  /**
   * The value of a header, one char per byte sent, without blanks around it; null if it was not
   * sent, the first value if it was sent more than once.
   */
  public @Nullable String header(HeaderName name) {
    return fields.first(name);
  }

  /** All values of a header, in the order they were sent. */
  public List<String> headers(HeaderName name) {
    return fields.all(name);
  }

  /** The announced length of the body in bytes; −1 if none was announced. */
  public long contentLength() {
    return body.contentLength();
  }

  /** Whether the body is sent in chunks. */
  public boolean chunked() {
    return body.chunked();
  }

  /** Whether a body follows the header. */
  public boolean hasBody() {
    return body.chunked() || body.contentLength() > 0;
  }

  /** Whether the client waits for {@code 100 Continue} before it sends the body. */
  public boolean expectsContinue() {
    return body.expectsContinue();
  }

  /** Whether the connection may stay open after the answer. */
  public boolean keepAlive() {
    return connection.keepAlive();
  }
}
