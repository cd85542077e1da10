package io.pitwall.query.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into statements at its semicolons, but not at those in quotes ({@code '…'}, {@code
 * E'…\'…'}, {@code "…"}, {@code $tag$…$tag$}) or comments ({@code --}, nested {@code /* … *}{@code
 * /}). A quote or comment that is not closed extends to the end; the parser reports it.
 *
 * <p>It only looks for borders and makes no tokens, so that the statements before one that can't be
 * lexed are found.
 */
final class StatementSplitter {
  private final String text;
  private final List<Statement> statements = new ArrayList<>();
  private int position;
  private int start;

  /** Whether there is more than space and comments since the last semicolon. */
  private boolean hasWords;

  private StatementSplitter(String text) {
    this.text = text;
  }

  /** The statements in order, without their semicolons; empty ones are left out. */
  static List<Statement> split(String text) {
    StatementSplitter splitter = new StatementSplitter(text);
    splitter.run();
    return splitter.statements;
  }

  private void run() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (text.startsWith("--", position)) {
        position = endOf("\n", position);
      } else if (text.startsWith("/*", position)) {
        skipComment();
      } else if (c == ';') {
        finish();
        position++;
        start = position;
      } else {
        hasWords |= !Character.isWhitespace(c);
        skipWord(c);
      }
    }
    finish();
  }

  private void finish() {
    if (hasWords) {
      int from = start;
      int to = position;
      while (Character.isWhitespace(text.charAt(from))) {
        from++;
      }
      while (Character.isWhitespace(text.charAt(to - 1))) {
        to--;
      }
      statements.add(new Statement(text, from, to));
    }
    hasWords = false;
  }

  private void skipWord(char c) {
    switch (c) {
      case '\'' -> skipString(isEscapeString());
      case '"' -> position = endOf("\"", position + 1);
      case '$' -> skipDollarQuote();
      default -> position++;
    }
  }

  /** Whether the quote at the position follows an E that is not part of a longer word. */
  private boolean isEscapeString() {
    if (position == 0 || Character.toUpperCase(text.charAt(position - 1)) != 'E') {
      return false;
    }
    return position == 1 || !Character.isJavaIdentifierPart(text.charAt(position - 2));
  }

  /** A doubled quote ends one string and begins the next: the border is the same. */
  private void skipString(boolean escapes) {
    position++;
    while (position < text.length()) {
      char c = text.charAt(position);
      position += escapes && c == '\\' ? 2 : 1;
      if (c == '\'') {
        return;
      }
    }
    position = text.length();
  }

  private void skipDollarQuote() {
    int end = position + 1;
    while (end < text.length() && isTagPart(text.charAt(end))) {
      end++;
    }
    boolean isTag = end < text.length() && text.charAt(end) == '$';
    boolean isParameter = end > position + 1 && Character.isDigit(text.charAt(position + 1));
    if (!isTag || isParameter) {
      position++;
      return;
    }
    String tag = text.substring(position, end + 1);
    position = endOf(tag, end + 1);
  }

  private static boolean isTagPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private void skipComment() {
    int depth = 0;
    while (position < text.length()) {
      if (text.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (text.startsWith("*/", position)) {
        depth--;
        position += 2;
        if (depth == 0) {
          return;
        }
      } else {
        position++;
      }
    }
  }

  /** The position after the next mark, or the end of the text. */
  private int endOf(String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }
}
