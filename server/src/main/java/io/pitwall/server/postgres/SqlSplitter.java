package io.pitwall.server.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the statements of a text: what stands between semicolons that are not inside a string, a
 * quoted name or a comment, and holds more than blanks and comments. Knows no more of SQL.
 */
final class SqlSplitter {
  private final String text;
  private int at;

  private SqlSplitter(String text) {
    this.text = text;
  }

  /** The statements in order, each from its first word to the end before its semicolon. */
  static List<SqlStatement> split(String text) {
    return new SqlSplitter(text).split();
  }

  private List<SqlStatement> split() {
    List<SqlStatement> statements = new ArrayList<>();
    int start = -1;
    int end = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ';') {
        add(statements, start, end);
        start = -1;
        at++;
      } else if (!skipBlankOrComment(c)) {
        start = start < 0 ? at : start;
        skipToken(c);
        end = at;
      }
    }
    add(statements, start, end);
    return statements;
  }

  private void add(List<SqlStatement> statements, int start, int end) {
    if (start >= 0) {
      statements.add(new SqlStatement(text, start, end));
    }
  }

  private boolean skipBlankOrComment(char c) {
    if (Character.isWhitespace(c)) {
      at++;
    } else if (text.startsWith("--", at)) {
      while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
        at++;
      }
    } else if (text.startsWith("/*", at)) {
      skipBlockComment();
    } else {
      return false;
    }
    return true;
  }

  /** Ends at the first end sign, as the parser's comments do. */
  private void skipBlockComment() {
    int close = text.indexOf("*/", at + 2);
    at = close < 0 ? text.length() : close + 2;
  }

  private void skipToken(char c) {
    if (c == '\'' || c == '"') {
      skipQuoted(c);
    } else {
      at++;
    }
  }

  /** A doubled quote is two quoted parts in a row, which ends at the same place. */
  private void skipQuoted(char quote) {
    int close = text.indexOf(quote, at + 1);
    at = close < 0 ? text.length() : close + 1;
  }
}
