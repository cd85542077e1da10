package io.pitwall.server.ingest.lineprotocol;

/** Finds where the line after a bad one begins. */
final class LineEnds {
  private LineEnds() {}

  /**
   * The index after the next line feed that is not in a string. A string begins with a quote after
   * an equals sign among the fields; one that is not closed goes to the end of the body.
   *
   * @param inSeries whether {@code from} lies in a series text, where quotes mean nothing
   * @return at most end + 1
   */
  static int next(byte[] b, int from, int end, boolean inSeries) {
    boolean inFields = !inSeries;
    int at = from;
    while (at < end) {
      byte c = b[at];
      if (c == '\n') {
        return at + 1;
      }
      if (c == ' ' && (at == 0 || b[at - 1] != '\\')) {
        inFields = true;
      }
      if (inFields && c == '"' && at > 0 && b[at - 1] == '=') {
        at = closingQuote(b, at + 1, end);
      }
      at++;
    }
    return end + 1;
  }

  /** The index of the quote that ends a string, or end. */
  static int closingQuote(byte[] b, int from, int end) {
    int at = from;
    while (at < end && b[at] != '"') {
      at += b[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, end);
  }

  static int count(byte[] b, int from, int to) {
    int count = 0;
    int at = Swar.indexOf(b, from, to, '\n');
    while (at < to) {
      count++;
      at = Swar.indexOf(b, at + 1, to, '\n');
    }
    return count;
  }
}
