package io.pitwall.server.postgres;

import io.pitwall.query.result.QueryException;

/**
 * An ErrorResponse or NoticeResponse: what the client is told.
 *
 * @param sqlState five characters, PostgreSQL's
 * @param position of the error in the text of the query, in characters from 1; 0 if unknown
 * @param hint what to do, or empty
 */
record PostgresError(
    Severity severity, String sqlState, String message, int position, String hint) {
  enum Severity {
    /** The statement failed; the connection goes on. */
    ERROR,
    /** The connection ends. */
    FATAL,
    WARNING
  }

  static final String PROTOCOL_VIOLATION = "08P01";
  static final String NOT_SUPPORTED = "0A000";
  static final String INVALID_AUTHORIZATION = "28000";
  static final String INVALID_PASSWORD = "28P01";
  static final String INVALID_VALUE = "22023";
  static final String INVALID_ENCODING = "22021";
  static final String SYNTAX = "42601";
  static final String UNDEFINED_OBJECT = "42704";
  static final String CANCELLED = "57014";
  static final String SHUTDOWN = "57P01";
  static final String TOO_MANY_CONNECTIONS = "53300";
  static final String INSUFFICIENT_RESOURCES = "53000";
  static final String LIMIT_EXCEEDED = "54000";
  static final String TOO_MANY_COLUMNS = "54011";
  static final String CANT_CHANGE = "55P02";
  static final String INTERNAL = "XX000";
  static final String IN_FAILED_TRANSACTION = "25P02";
  static final String ACTIVE_TRANSACTION = "25001";
  static final String NO_ACTIVE_TRANSACTION = "25P01";

  static PostgresError error(String sqlState, String message) {
    return new PostgresError(Severity.ERROR, sqlState, message, 0, "");
  }

  static PostgresError fatal(String sqlState, String message) {
    return new PostgresError(Severity.FATAL, sqlState, message, 0, "");
  }

  static PostgresError warning(String sqlState, String message) {
    return new PostgresError(Severity.WARNING, sqlState, message, 0, "");
  }

  /** What the engine said of a statement, with the place in the whole text it came from. */
  static PostgresError of(QueryException failure, SqlStatement statement) {
    return new PostgresError(
        Severity.ERROR,
        failure.kind().sqlState(),
        String.valueOf(failure.getMessage()),
        statement.position(failure.line(), failure.column()),
        "");
  }

  PostgresError at(int newPosition) {
    return new PostgresError(severity, sqlState, message, newPosition, hint);
  }

  PostgresError withHint(String newHint) {
    return new PostgresError(severity, sqlState, message, position, newHint);
  }
}
