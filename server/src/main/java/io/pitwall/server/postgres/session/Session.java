package io.pitwall.server.postgres.session;

import io.pitwall.server.auth.Principal;
import io.pitwall.server.postgres.wire.PostgresException;
import io.pitwall.server.postgres.wire.TransactionStatus;
import java.util.Map;

/**
 * What a connection is after its login. Owned by the thread that handles its current message; the
 * connection hands it from the event loop to a worker and back.
 */
public final class Session {
  private final Principal principal;
  private final String database;
  private final SessionSettings settings;
  private TransactionStatus status = TransactionStatus.IDLE;

  /**
   * @param principal who has logged in
   * @param database where table names are looked up; it need not exist
   * @param askedSettings names and values of the startup packet
   * @throws PostgresException if a setting can't have the value asked for
   */
  public Session(Principal principal, String database, Map<String, String> askedSettings)
      throws PostgresException {
    this.principal = principal;
    this.database = database;
    this.settings = new SessionSettings(principal.user(), askedSettings);
  }

  Principal principal() {
    return principal;
  }

  String database() {
    return database;
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
}
