package io.pitwall.server.postgres.session;

import io.pitwall.query.QueryEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * One statement of a text, and where it stands.
 *
 * @param whole the text it stands in
 * @param start its first character in the text, from 0
 * @param end behind its last character, before the semicolon
 */
record SqlStatement(String whole, int start, int end) {
  /** The statements of a text, in order; none where there are only spaces and comments. */
  static List<SqlStatement> split(String whole) {
    List<SqlStatement> statements = new ArrayList<>();
    int from = 0;
    for (String statement : QueryEngine.split(whole)) {
      int start = whole.indexOf(statement, from);
      if (start < 0) {
        throw new IllegalStateException("a statement does not stand in its text");
      }
      from = start + statement.length();
      statements.add(new SqlStatement(whole, start, from));
    }
    return statements;
  }

  String text() {
    return whole.substring(start, end);
  }

  /**
   * Where a place in the statement stands in the whole text, in characters from 1, as an
   * ErrorResponse has it.
   *
   * @param line in the statement, from 1; 0 if unknown
   * @param column in UTF-16 units, from 1; 0 if unknown
   * @return 0 if the place is unknown
   */
  int position(int line, int column) {
    if (line < 1 || column < 1) {
      return 0;
    }
    int at = start;
    for (int current = 1; current < line && at < end; at++) {
      if (isLineEnd(at)) {
        current++;
      }
    }
    int offset = Math.min(at + column - 1, whole.length());
    return whole.codePointCount(0, offset) + 1;
  }

  /** Where the statement begins, in characters from 1. */
  int position() {
    return position(1, 1);
  }

  /** A carriage return ends a line unless a line feed, which then does, follows. */
  private boolean isLineEnd(int at) {
    char c = whole.charAt(at);
    boolean pair = c == '\r' && at + 1 < whole.length() && whole.charAt(at + 1) == '\n';
    return c == '\n' || (c == '\r' && !pair);
  }
}
