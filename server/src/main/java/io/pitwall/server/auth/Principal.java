package io.pitwall.server.auth;

import java.util.Objects;

/**
 * Who makes a request or runs a session, and what they may do. Immutable.
 *
 * <p>Each protocol makes one from the credentials it was given and carries it with the request or
 * the session; code that serves a request asks the principal, never the credentials.
 *
 * @param user the user's name; empty if the caller has not shown a valid token
 * @param access what the caller may do
 */
public record Principal(String user, Access access) {
  /** A caller without a valid token. */
  public static final Principal ANONYMOUS = new Principal("", Access.PUBLIC);

  /** What a caller may do. */
  public enum Access {
    /** Only what is open to everybody. */
    PUBLIC,
    /** Everything. */
    ALL
  }

  /** Checks that only a caller without a name is anonymous. */
  public Principal {
    Objects.requireNonNull(access);
    if (user.isEmpty() != (access == Access.PUBLIC)) {
      throw new IllegalArgumentException("a principal has a user exactly if it has access");
    }
  }

  /**
   * A user who has proven to be one and may do everything.
   *
   * @param user not empty
   */
  public static Principal ofUser(String user) {
    return new Principal(user, Access.ALL);
  }

  /** Whether the caller has shown a valid token. */
  public boolean isAuthenticated() {
    return access != Access.PUBLIC;
  }
}
