package io.pitwall.server.http;

import io.pitwall.server.auth.LoginAttempts;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not served, and why. Has no stack trace, because it describes a request and not
 * a fault of the server.
 */
public final class HttpRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** The status of a request without a valid token. */
  static final int UNAUTHENTICATED = 401;

  private static final String CHALLENGE = "WWW-Authenticate";
  private static final String BEARER = "Bearer realm=\"pitwall\"";
  private static final String BEARER_OR_BASIC = BEARER + ", Basic realm=\"pitwall\"";

  /** The value of Retry-After where waiting helps. */
  public static final String RETRY_AFTER_SECONDS = "1";

  private final int status;
  private final @Nullable String headerName;
  private final String headerValue;

  /**
   * Makes a refusal, with the header that its status requires.
   *
   * @param status 400 to 599
   * @param message a sentence without a full stop
   */
  public HttpRefusal(int status, String message) {
    this(status, message, status == 503 ? "Retry-After" : null, RETRY_AFTER_SECONDS);
  }

  private HttpRefusal(int status, String message, @Nullable String headerName, String headerValue) {
    super(message, null, false, false);
    this.status = status;
    this.headerName = headerName;
    this.headerValue = headerValue;
  }

  /** A request without a valid token. */
  static HttpRefusal unauthenticated(Route.Credentials credentials) {
    String ways =
        "a valid token is needed: Authorization: Bearer TOKEN (or Token, Basic with the token as"
            + " password, x-api-key";
    return switch (credentials) {
      case HEADER -> new HttpRefusal(UNAUTHENTICATED, ways + ")", CHALLENGE, BEARER);
      case INFLUXDB_1 ->
          new HttpRefusal(UNAUTHENTICATED, ways + ", ?p=)", CHALLENGE, BEARER_OR_BASIC);
    };
  }

  /** A path that is served, but not by this method. */
  static HttpRefusal wrongMethod(RequestHeader header, String allowedMethods) {
    return new HttpRefusal(
        405,
        header.path() + " takes " + allowedMethods + ", not " + header.method(),
        "Allow",
        allowedMethods);
  }

  /** A request whose token is wrong, of a client that has sent too many of them. */
  static HttpRefusal tooManyFailures(LoginAttempts.Excess excess) {
    String seconds = Long.toString(excess.retrySeconds());
    return new HttpRefusal(
        429,
        "the token is not valid, and there are " + excess.reason() + "; wait " + seconds + " s",
        "Retry-After",
        seconds);
  }

  public int status() {
    return status;
  }

  /** The message; never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** Puts the refusal into an answer, with the header that its status requires. */
  public Answer answer(ErrorShape shape) {
    Answer answer = shape.answer(status, reason());
    return headerName == null ? answer : answer.withHeader(headerName, headerValue);
  }
}
