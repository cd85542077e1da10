package io.pitwall.server.http;

import org.jspecify.annotations.Nullable;

/**
 * A request that is not served, and why. Has no stack trace, because it describes a request and not
 * a fault of the server.
 */
public final class HttpRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private static final String BEARER = "Bearer realm=\"pitwall\"";
  private static final String BEARER_OR_BASIC = BEARER + ", Basic realm=\"pitwall\"";

  /** The value of Retry-After where waiting helps. */
  public static final String RETRY_AFTER_SECONDS = "1";

  private final int status;
  private final @Nullable String allowedMethods;
  private final String challenge;

  /**
   * @param status 400 to 599
   * @param message a sentence without a full stop
   */
  public HttpRefusal(int status, String message) {
    this(status, message, null, BEARER);
  }

  private HttpRefusal(
      int status, String message, @Nullable String allowedMethods, String challenge) {
    super(message, null, false, false);
    this.status = status;
    this.allowedMethods = allowedMethods;
    this.challenge = challenge;
  }

  /** A request without a valid token. */
  static HttpRefusal unauthenticated(Route.Credentials credentials) {
    String ways =
        "a valid token is needed: Authorization: Bearer TOKEN (or Token, Basic with the token as"
            + " password, x-api-key";
    return switch (credentials) {
      case HEADER -> new HttpRefusal(401, ways + ")", null, BEARER);
      case INFLUXDB_1 -> new HttpRefusal(401, ways + ", ?p=)", null, BEARER_OR_BASIC);
    };
  }

  /** A path that is served, but not by this method. */
  static HttpRefusal wrongMethod(RequestHeader header, String allowedMethods) {
    return new HttpRefusal(
        405,
        header.path() + " takes " + allowedMethods + ", not " + header.method(),
        allowedMethods,
        BEARER);
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
    if (allowedMethods != null) {
      return answer.withHeader("Allow", allowedMethods);
    }
    return switch (status) {
      case 401 -> answer.withHeader("WWW-Authenticate", challenge);
      case 503 -> answer.withHeader("Retry-After", RETRY_AFTER_SECONDS);
      default -> answer;
    };
  }
}
