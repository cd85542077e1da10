package io.pitwall.query.result;

import org.jspecify.annotations.Nullable;

/** Thrown if a statement can't be answered; the message says what is wrong and what to do. */
public final class QueryException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The class of the error, with its SQLSTATE in PostgreSQL. */
  public enum Kind {
    SYNTAX("42601"),
    UNDEFINED_TABLE("42P01"),
    UNDEFINED_COLUMN("42703"),
    UNDEFINED_FUNCTION("42883"),
    /** There is no setting of that name. */
    UNDEFINED_SETTING("42704"),
    AMBIGUOUS("42702"),
    TYPE_MISMATCH("42804"),
    GROUPING("42803"),
    /** A column or an ordinal that exists, but not for this clause. */
    INVALID_REFERENCE("42P10"),
    /** A clause of aggregates at another function. */
    NOT_AGGREGATE("42809"),
    /** There is no cast between two types. */
    CANNOT_CAST("42846"),
    NOT_SUPPORTED("0A000"),
    OUT_OF_RANGE("22003"),
    INVALID_VALUE("22023"),
    /** Text that is no time or interval. */
    INVALID_TIME("22007"),
    /** A time whose month, day or hour does not exist. */
    INVALID_TIME_FIELD("22008"),
    /** The escape character of LIKE, or what it stands before. */
    INVALID_ESCAPE("22025"),
    /** Text that is not a value of the type that it is cast to. */
    INVALID_TEXT("22P02"),
    DIVISION_BY_ZERO("22012"),
    TOO_COMPLEX("54001"),
    OUT_OF_MEMORY("53200"),
    /** The server can't go on with the statement now; it may succeed later. */
    OVERLOADED("53200"),
    CANCELLED("57014"),
    TIMEOUT("57014"),
    STORAGE("58030"),
    INTERNAL("XX000");

    private final String sqlState;

    Kind(String sqlState) {
      this.sqlState = sqlState;
    }

    public String sqlState() {
      return sqlState;
    }
  }

  private final Kind kind;
  private final int line;
  private final int column;

  /**
   * @param line where in the text, from 1, or 0 if unknown
   * @param column where in the line, from 1, or 0
   */
  public QueryException(
      Kind kind, String message, int line, int column, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.line = line;
    this.column = column;
  }

  public QueryException(Kind kind, String message) {
    this(kind, message, 0, 0, null);
  }

  public Kind kind() {
    return kind;
  }

  /** From 1; 0 if unknown. */
  public int line() {
    return line;
  }

  /** From 1; 0 if unknown. */
  public int column() {
    return column;
  }
}
