package io.pitwall.server.postgres.session;

import io.pitwall.server.auth.Principal;
import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import io.pitwall.server.postgres.wire.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is after its login. Owned by the thread that handles its current message; the
 * connection hands it from the event loop to a worker and back. Why it is to end is for any thread.
 */
public final class Session {
  private final SessionLogin login;
  private final SessionSettings settings;
  private TransactionStatus status = TransactionStatus.IDLE;
  private volatile @Nullable PostgresError ending;

  /**
   * @throws PostgresException if a setting can't have the value asked for
   */
  public Session(SessionLogin login) throws PostgresException {
    this.login = login;
    this.settings = new SessionSettings(login);
  }

  Principal principal() {
    return login.principal();
  }

  String database() {
    return login.database();
  }

  SessionSettings settings() {
    return settings;
  }

  TransactionStatus status() {
    return status;
  }

  void setStatus(TransactionStatus newStatus) {
    status = newStatus;
  }

  /** The session is to end before its next statement, with this error. */
  void endSoon(PostgresError why) {
    ending = why;
  }

  /** Why the session is to end before its next statement; null if it is not. */
  @Nullable PostgresError ending() {
    PostgresError why = ending;
    if (why != null || login.holds().getAsBoolean()) {
      return why;
    }
    return PostgresError.fatal(
            PostgresError.INVALID_AUTHORIZATION,
            "the token of user \"" + login.principal().user() + "\" is no longer valid")
        .withHint("Log in again with a valid token.");
  }

  /**
   * Ends a session that is to end.
   *
   * @throws PostgresException a fatal one that says why
   */
  void requireGoingOn() throws PostgresException {
    PostgresError why = ending();
    if (why != null) {
      throw new PostgresException(why);
    }
  }
}
