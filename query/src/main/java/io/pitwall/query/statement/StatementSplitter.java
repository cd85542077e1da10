package io.pitwall.query.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into statements at its semicolons, but not at those in quotes ({@code '…'}, {@code
 * E'…\'…'}, {@code "…"}, {@code $tag$…$tag$}) or comments ({@code --}, nested {@code /* … *}{@code
 * /}). What is not closed reaches to the end, for the parser to complain of.
 */
public final class StatementSplitter {
  private final String text;
  private final List<String> statements = new ArrayList<>();
  private int position;
  private int start;

  /** Whether there is more than space and comments since the last semicolon. */
  private boolean hasWords;

  private StatementSplitter(String text) {
    this.text = text;
  }

  /** The statements in order, without their semicolons; empty ones are left out. */
  public static List<String> split(String text) {
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
      statements.add(text.substring(start, position).strip());
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

  /** Whether the quote at the position has an E of its own before it. */
  private boolean isEscapeString() {
    if (position == 0 || Character.toUpperCase(text.charAt(position - 1)) != 'E') {
      return false;
    }
    return position == 1 || !Character.isJavaIdentifierPart(text.charAt(position - 2));
  }

  /** A doubled quote ends one string and begins the next, which comes to the same. */
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

  /** Behind the next mark at or after a place, or the end of the text. */
  private int endOf(String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }
}
