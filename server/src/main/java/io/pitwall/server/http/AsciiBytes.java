package io.pitwall.server.http;

/** Compares parts of byte arrays with ASCII words, without making strings of them. */
final class AsciiBytes {
  private static final int CASE_BIT = 0x20;

  private AsciiBytes() {}

  /** Whether {@code bytes[from, to)} is the word. */
  static boolean equals(byte[] bytes, int from, int to, byte[] word) {
    if (to - from != word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether {@code bytes[from, to)} is the word in any case.
   *
   * @param lowerCase a word of lower-case letters, digits and hyphens
   */
  static boolean equalsIgnoreCase(byte[] bytes, int from, int to, byte[] lowerCase) {
    if (to - from != lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      byte c = bytes[from + i];
      boolean isUpperCase = c >= 'A' && c <= 'Z';
      if ((isUpperCase ? c | CASE_BIT : c) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a byte is the white space that HTTP knows within a line. */
  static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }
}
