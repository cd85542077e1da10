package io.pitwall.server.postgres.wire;

/** A client's message can't be served. Carries the error that the client gets for it. */
public final class PostgresException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient PostgresError error;

  public PostgresException(PostgresError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  /** Returns an error after which the connection goes on. */
  public static PostgresException error(String sqlState, String message) {
    return new PostgresException(PostgresError.error(sqlState, message));
  }

  /** Returns an error that ends the connection. */
  public static PostgresException fatal(String sqlState, String message) {
    return new PostgresException(PostgresError.fatal(sqlState, message));
  }

  /** Returns the error that ends a connection whose client breaks the protocol. */
  public static PostgresException violation(String message) {
    return fatal(PostgresError.PROTOCOL_VIOLATION, message);
  }

  public PostgresError error() {
    return error;
  }
}
