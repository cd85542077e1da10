package io.pitwall.query.function;

import io.pitwall.query.result.QueryException;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What rewrites of calls ask of their arguments. */
final class CallArguments {
  private CallArguments() {}

  /** The text of an argument that is a string literal, or null if it is something else. */
  static @Nullable String text(SqlBasicCall call, int index) {
    return call.operand(index) instanceof SqlCharStringLiteral literal
        ? String.valueOf(literal.toValue())
        : null;
  }

  static SqlParserPos position(SqlBasicCall call, int index) {
    return call.operand(index).getParserPosition();
  }

  /** The same error with its place in the statement. */
  static QueryException at(SqlParserPos position, QueryException e) {
    return new QueryException(
        e.kind(),
        String.valueOf(e.getMessage()),
        position.getLineNum(),
        position.getColumnNum(),
        e);
  }

  static QueryException invalid(String message, SqlParserPos position) {
    return new QueryException(
        QueryException.Kind.INVALID_VALUE,
        message,
        position.getLineNum(),
        position.getColumnNum(),
        null);
  }
}
