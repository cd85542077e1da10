package io.pitwall.server.postgres.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A short statement as words, for the ones a session answers itself: names, numbers and strings
 * without their quotes, and single signs. Immutable.
 */
final class SqlWords {
  private final List<String> words;
  private final List<Boolean> quoted;

  private SqlWords(List<String> words, List<Boolean> quoted) {
    this.words = words;
    this.quoted = quoted;
  }

  /**
   * The first words of a statement.
   *
   * @param max further words are left out
   */
  static SqlWords of(String statement, int max) {
    List<String> words = new ArrayList<>();
    List<Boolean> quoted = new ArrayList<>();
    int at = 0;
    while (at < statement.length() && words.size() < max) {
      char c = statement.charAt(at);
      int end = at + 1;
      if (statement.startsWith("--", at)) {
        int line = statement.indexOf('\n', at);
        end = line < 0 ? statement.length() : line;
      } else if (statement.startsWith("/*", at)) {
        end = commentEnd(statement, at);
      } else if (c == '\'' || c == '"') {
        end = quotedEnd(statement, at);
        String inner = statement.substring(at + 1, Math.max(at + 1, end - 1));
        words.add(inner.replace("" + c + c, "" + c));
        quoted.add(true);
      } else if (isWordPart(c)) {
        while (end < statement.length() && isWordPart(statement.charAt(end))) {
          end++;
        }
        words.add(statement.substring(at, end));
        quoted.add(false);
      } else if (!Character.isWhitespace(c)) {
        words.add(String.valueOf(c));
        quoted.add(false);
      }
      at = end;
    }
    return new SqlWords(words, quoted);
  }

  int size() {
    return words.size();
  }

  /** The word as written, or empty behind the last. */
  String get(int index) {
    return index < words.size() ? words.get(index) : "";
  }

  /** The word in capitals, or empty if it is quoted or behind the last. */
  String keyword(int index) {
    boolean plain = index < words.size() && !quoted.get(index);
    return plain ? words.get(index).toUpperCase(Locale.ROOT) : "";
  }

  /** Whether these keywords stand at the index. */
  boolean matches(int index, String... keywords) {
    for (int i = 0; i < keywords.length; i++) {
      if (!keyword(index + i).equals(keywords[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether the statement is exactly these keywords. */
  boolean are(String... keywords) {
    return size() == keywords.length && matches(0, keywords);
  }

  /** Comments may stand in each other. */
  private static int commentEnd(String statement, int start) {
    int depth = 0;
    int at = start;
    while (at < statement.length()) {
      boolean opens = statement.startsWith("/*", at);
      boolean closes = statement.startsWith("*/", at);
      depth += (opens ? 1 : 0) - (closes ? 1 : 0);
      at += opens || closes ? 2 : 1;
      if (depth == 0) {
        return at;
      }
    }
    return at;
  }

  private static int quotedEnd(String statement, int start) {
    char quote = statement.charAt(start);
    int at = start + 1;
    while (at < statement.length()) {
      if (statement.charAt(at) == quote) {
        boolean doubled = at + 1 < statement.length() && statement.charAt(at + 1) == quote;
        if (!doubled) {
          return at + 1;
        }
        at++;
      }
      at++;
    }
    return statement.length();
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '+';
  }
}
