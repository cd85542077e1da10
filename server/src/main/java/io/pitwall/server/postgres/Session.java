package io.pitwall.server.postgres;

/**
 * What a connection is after its login. Owned by the thread that handles its current message; the
 * connection hands it from the event loop to a worker and back.
 */
final class Session {
  private final String user;
  private final String database;
  private final SessionSettings settings;
  private TransactionStatus status = TransactionStatus.IDLE;

  Session(Startup startup) throws PostgresException {
    this.user = startup.user();
    this.database = startup.database();
    this.settings = new SessionSettings(user);
    settings.start(startup.settings());
  }

  String user() {
    return user;
  }

  /** Where table names are looked up; it need not exist. */
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
