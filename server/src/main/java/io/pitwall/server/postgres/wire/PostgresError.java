package io.pitwall.server.postgres.wire;

/**
 * What an ErrorResponse or a NoticeResponse says.
 *
 * @param sqlState one of PostgreSQL's codes of five characters
 * @param position of the error in the text of the query, in characters from 1; 0 if unknown
 * @param hint what the client can do about it, or empty
 */
public record PostgresError(
    Severity severity, String sqlState, String message, int position, String hint) {
  /** How much ends with the error. */
  public enum Severity {
    /** The statement failed; the connection goes on. */
    ERROR,
    /** The connection ends. */
    FATAL,
    /** Nothing failed. */
    WARNING
  }

  public static final String WARNING = "01000";
  public static final String PROTOCOL_VIOLATION = "08P01";
  public static final String NOT_SUPPORTED = "0A000";
  public static final String INVALID_AUTHORIZATION = "28000";
  public static final String INVALID_PASSWORD = "28P01";
  public static final String INVALID_VALUE = "22023";
  public static final String INVALID_ENCODING = "22021";
  public static final String SYNTAX = "42601";
  public static final String UNDEFINED_OBJECT = "42704";
  public static final String INVALID_NAME = "42602";
  public static final String CANCELLED = "57014";
  public static final String SHUTDOWN = "57P01";
  public static final String CANT_CONNECT_NOW = "57P03";
  public static final String TOO_MANY_CONNECTIONS = "53300";
  public static final String INSUFFICIENT_RESOURCES = "53000";
  public static final String LIMIT_EXCEEDED = "54000";
  public static final String TOO_MANY_COLUMNS = "54011";
  public static final String CANT_CHANGE = "55P02";
  public static final String INTERNAL = "XX000";
  public static final String IN_FAILED_TRANSACTION = "25P02";
  public static final String ACTIVE_TRANSACTION = "25001";
  public static final String NO_ACTIVE_TRANSACTION = "25P01";

  public static PostgresError error(String sqlState, String message) {
    return new PostgresError(Severity.ERROR, sqlState, message, 0, "");
  }

  public static PostgresError fatal(String sqlState, String message) {
    return new PostgresError(Severity.FATAL, sqlState, message, 0, "");
  }

  public static PostgresError warning(String sqlState, String message) {
    return new PostgresError(Severity.WARNING, sqlState, message, 0, "");
  }

  /** Whether the connection ends with this error. */
  public boolean isFatal() {
    return severity == Severity.FATAL;
  }

  /** Returns the same error as one that ends the connection. */
  public PostgresError asFatal() {
    return new PostgresError(Severity.FATAL, sqlState, message, position, hint);
  }

  public PostgresError at(int newPosition) {
    return new PostgresError(severity, sqlState, message, newPosition, hint);
  }

  public PostgresError withHint(String newHint) {
    return new PostgresError(severity, sqlState, message, position, newHint);
  }
}
