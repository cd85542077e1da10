package io.pitwall.server.ingest.json;

/**
 * Finds the end of an object without looking at what is in it, so that one that is past a limit of
 * the parser can be left. Knows strings and brackets only.
 */
final class JsonSkipper {
  private JsonSkipper() {}

  /**
   * Returns the index after an object, or −1 if the text ends before it.
   *
   * @param from the index of its opening brace
   */
  static int endOfObject(byte[] b, int from, int length) {
    int depth = 0;
    int at = from;
    while (at < length) {
      switch (b[at]) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> at = closingQuote(b, at + 1, length);
        default -> {}
      }
      at++;
      if (depth == 0) {
        return at;
      }
    }
    return -1;
  }

  private static int closingQuote(byte[] b, int from, int length) {
    int at = from;
    while (at < length && b[at] != '"') {
      at += b[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  /** Returns the index of the first byte from an index on that is no white space, or the length. */
  static int firstAfterBlanks(byte[] b, int from, int length) {
    int at = from;
    while (at < length && (b[at] == ' ' || b[at] == '\n' || b[at] == '\r' || b[at] == '\t')) {
      at++;
    }
    return Math.min(at, length);
  }
}
