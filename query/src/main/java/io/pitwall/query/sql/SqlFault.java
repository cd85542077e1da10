package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Carries a {@link QueryException} through Calcite, which declares no checked exceptions. */
final class SqlFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final QueryException.Kind kind;
  private final transient SqlParserPos position;

  SqlFault(QueryException.Kind kind, String message, SqlParserPos position) {
    super(message);
    this.kind = kind;
    this.position = position;
  }

  /** An error found without its place. */
  SqlFault(QueryException error, SqlParserPos position) {
    super(error.getMessage(), error);
    this.kind = error.kind();
    this.position = position;
  }

  QueryException toQueryException() {
    return new QueryException(
        kind, getMessage(), position.getLineNum(), position.getColumnNum(), null);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
