package io.pitwall.query.statement;

/**
 * The parts of a text in which characters have no meaning for SQL: strings ({@code '…'}, {@code
 * E'…\'…'}, {@code $tag$…$tag$}), quoted names ({@code "…"}) and comments ({@code --}, nested
 * {@code /* … *}{@code /}). A part that is not closed extends to the end of the text.
 */
final class QuotedSpans {
  private QuotedSpans() {}

  /** Whether a comment begins at the position. */
  static boolean isComment(String text, int at) {
    return text.startsWith("--", at) || text.startsWith("/*", at);
  }

  /** The position after the part that begins at a position, or after the one character there. */
  static int endOf(String text, int at) {
    return switch (text.charAt(at)) {
      case '\'' -> endOfString(text, at, isEscapeString(text, at));
      case '"' -> endOfMark(text, "\"", at + 1);
      case '$' -> endOfDollarQuote(text, at);
      case '-' -> text.startsWith("--", at) ? endOfMark(text, "\n", at) : at + 1;
      case '/' -> text.startsWith("/*", at) ? endOfComment(text, at) : at + 1;
      default -> at + 1;
    };
  }

  /**
   * The same text, in which a comment inside a comment has spaces for its marks, so that a lexer
   * without nested comments finds the right end. Positions stay the same.
   */
  static String withoutNestedComments(String text) {
    int first = text.indexOf("/*");
    if (first < 0 || text.indexOf("/*", first + 2) < 0) {
      return text;
    }
    StringBuilder flat = new StringBuilder(text);
    int at = 0;
    while (at < text.length()) {
      int end = endOf(text, at);
      if (text.startsWith("/*", at)) {
        blankMarks(flat, at + 2, end - 2);
      }
      at = end;
    }
    return flat.toString();
  }

  private static void blankMarks(StringBuilder text, int from, int to) {
    int at = from;
    while (at + 1 < to) {
      char c = text.charAt(at);
      char next = text.charAt(at + 1);
      if ((c == '/' && next == '*') || (c == '*' && next == '/')) {
        text.setCharAt(at, ' ');
        text.setCharAt(at + 1, ' ');
        at++;
      }
      at++;
    }
  }

  /** Whether the quote at the position follows an E that is not part of a longer word. */
  private static boolean isEscapeString(String text, int at) {
    if (at == 0 || Character.toUpperCase(text.charAt(at - 1)) != 'E') {
      return false;
    }
    return at == 1 || !Character.isJavaIdentifierPart(text.charAt(at - 2));
  }

  /** A doubled quote ends one string and begins the next: the border is the same. */
  private static int endOfString(String text, int from, boolean escapes) {
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      at += escapes && c == '\\' ? 2 : 1;
      if (c == '\'') {
        return at;
      }
    }
    return text.length();
  }

  private static int endOfDollarQuote(String text, int from) {
    int end = from + 1;
    while (end < text.length() && isTagPart(text.charAt(end))) {
      end++;
    }
    boolean isTag = end < text.length() && text.charAt(end) == '$';
    boolean isParameter = end > from + 1 && Character.isDigit(text.charAt(from + 1));
    if (!isTag || isParameter) {
      return from + 1;
    }
    return endOfMark(text, text.substring(from, end + 1), end + 1);
  }

  private static boolean isTagPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static int endOfComment(String text, int from) {
    int depth = 0;
    int at = from;
    while (at < text.length()) {
      boolean opens = text.startsWith("/*", at);
      boolean closes = text.startsWith("*/", at);
      depth += (opens ? 1 : 0) - (closes ? 1 : 0);
      at += opens || closes ? 2 : 1;
      if (depth == 0) {
        return at;
      }
    }
    return text.length();
  }

  private static int endOfMark(String text, String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }
}
