package io.pitwall.server.http;

import io.pitwall.server.auth.LoginAttempts;
import io.pitwall.server.auth.Principal;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its token who sent a request. The token is taken from the places where clients of other
 * servers put it: {@code Authorization: Bearer} or {@code Token}, the password of {@code Basic},
 * {@code x-api-key}, and for clients of InfluxDB 1 the parameter {@code p}: a token in a target
 * ends in the logs of proxies and the history of browsers. Only the first of these that is there is
 * looked at, whether its token is valid or not. Safe for all threads.
 */
final class Authenticator {
  private final Function<String, Principal> principals;
  private final LoginAttempts attempts;

  /**
   * @param principals returns the principal of a token, anonymous for an invalid one; takes a time
   *     that does not depend on where an invalid token differs
   * @param attempts counts requests that are refused for their token
   */
  Authenticator(Function<String, Principal> principals, LoginAttempts attempts) {
    this.principals = principals;
    this.attempts = attempts;
  }

  /** Returns who sent the request; anonymous if it carries no valid token. */
  Principal authenticate(RequestHeader header, Route.Credentials credentials) {
    String token = token(header, credentials);
    return token == null ? Principal.ANONYMOUS : principals.apply(token);
  }

  /**
   * Counts a request that was refused because it has no valid token, if it has a token at all.
   *
   * @return null, or how the request is refused instead, after which its connection ends, since its
   *     client has sent too many of them
   */
  @Nullable HttpRefusal failed(
      RequestHeader header, Route.Credentials credentials, InetAddress client) {
    if (token(header, credentials) == null) {
      return null;
    }
    LoginAttempts.Excess excess = attempts.failed(LoginAttempts.Protocol.HTTP, client);
    return excess == null ? null : HttpRefusal.tooManyFailures(excess);
  }

  private static @Nullable String token(RequestHeader header, Route.Credentials credentials) {
    List<String> authorizations = header.headers(HeaderName.AUTHORIZATION);
    if (!authorizations.isEmpty()) {
      return authorizations.size() == 1 ? fromAuthorization(authorizations.get(0)) : null;
    }
    String key = header.header(HeaderName.X_API_KEY);
    return key != null || credentials == Route.Credentials.HEADER ? key : header.parameter("p");
  }

  private static @Nullable String fromAuthorization(String value) {
    int blank = value.indexOf(' ');
    if (blank < 0) {
      return null;
    }
    String rest = value.substring(blank + 1).strip();
    return switch (value.substring(0, blank).toLowerCase(Locale.ROOT)) {
      case "bearer", "token" -> rest;
      case "basic" -> password(rest);
      default -> null;
    };
  }

  private static @Nullable String password(String base64) {
    try {
      String both = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = both.indexOf(':');
      return colon < 0 ? null : both.substring(colon + 1);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
