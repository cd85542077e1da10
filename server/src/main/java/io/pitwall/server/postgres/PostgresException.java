package io.pitwall.server.postgres;

/** What a client sent can't be done; carries the answer. */
final class PostgresException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient PostgresError error;

  PostgresException(PostgresError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  static PostgresException violation(String message) {
    return new PostgresException(PostgresError.fatal(PostgresError.PROTOCOL_VIOLATION, message));
  }

  PostgresError error() {
    return error;
  }
}
