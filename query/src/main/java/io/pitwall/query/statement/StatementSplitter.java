package io.pitwall.query.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into statements at its semicolons, but not at those in quotes or comments. It only
 * looks for borders and makes no tokens, so that statements before one that can't be lexed are
 * found.
 */
final class StatementSplitter {
  private final String text;
  private final int most;
  private final List<SqlStatement> statements = new ArrayList<>();

  private StatementSplitter(String text, int most) {
    this.text = text;
    this.most = most;
  }

  /**
   * The statements in order, without their semicolons; empty ones are left out.
   *
   * @param most further ones are left out
   */
  static List<SqlStatement> split(String text, int most) {
    StatementSplitter splitter = new StatementSplitter(text, most);
    splitter.run();
    return splitter.statements;
  }

  private void run() {
    int start = 0;
    boolean hasWords = false;
    int at = 0;
    while (at < text.length() && statements.size() < most) {
      char c = text.charAt(at);
      int end = QuotedSpans.endOf(text, at);
      if (c == ';') {
        add(start, at, hasWords);
        start = end;
        hasWords = false;
      } else {
        hasWords |= !Character.isWhitespace(c) && !QuotedSpans.isComment(text, at);
      }
      at = end;
    }
    add(start, text.length(), hasWords);
  }

  /**
   * @param hasWords whether there is more than spaces and comments
   */
  private void add(int start, int end, boolean hasWords) {
    if (!hasWords || statements.size() == most) {
      return;
    }
    int from = start;
    while (Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    int to = end;
    while (Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    statements.add(new SqlStatement(text, from, to));
  }
}
