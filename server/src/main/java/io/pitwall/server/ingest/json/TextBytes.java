package io.pitwall.server.ingest.json;

import java.util.Arrays;

/** Text as UTF-8 in one growing array. Owned by one parser. */
final class TextBytes {
  private static final int FIRST_BYTES = 1 << 10;

  /** A larger array is not kept for the next row. */
  private static final int MOST_KEPT_BYTES = 1 << 20;

  byte[] bytes = new byte[FIRST_BYTES];
  int length;

  void clear() {
    length = 0;
    if (bytes.length > MOST_KEPT_BYTES) {
      bytes = new byte[FIRST_BYTES];
    }
  }

  /**
   * Appends characters.
   *
   * @return how many bytes they take, or −1 if a surrogate has no partner
   */
  int append(char[] chars, int offset, int count) {
    long most = length + 3L * count;
    if (most > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, most * 2));
    }
    int start = length;
    int n = start;
    int end = offset + count;
    for (int i = offset; i < end; i++) {
      char c = chars[i];
      if (c < 0x80) {
        bytes[n++] = (byte) c;
      } else if (c < 0x800) {
        bytes[n++] = (byte) (0xC0 | c >> 6);
        bytes[n++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        bytes[n++] = (byte) (0xE0 | c >> 12);
        bytes[n++] = (byte) (0x80 | (c >> 6 & 0x3F));
        bytes[n++] = (byte) (0x80 | (c & 0x3F));
      } else {
        if (i + 1 == end || !Character.isSurrogatePair(c, chars[i + 1])) {
          return -1;
        }
        int point = Character.toCodePoint(c, chars[++i]);
        bytes[n++] = (byte) (0xF0 | point >> 18);
        bytes[n++] = (byte) (0x80 | (point >> 12 & 0x3F));
        bytes[n++] = (byte) (0x80 | (point >> 6 & 0x3F));
        bytes[n++] = (byte) (0x80 | (point & 0x3F));
      }
    }
    length = n;
    return n - start;
  }
}
