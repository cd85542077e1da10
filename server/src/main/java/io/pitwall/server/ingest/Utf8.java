package io.pitwall.server.ingest;

/** Checks of UTF-8 text (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
public final class Utf8 {
  private Utf8() {}

  /**
   * @return the index of the first byte that can't be, or −1 if the text is well-formed
   */
  public static int firstInvalid(byte[] b, int from, int to) {
    int i = from;
    while (i < to) {
      int lead = b[i];
      if (lead >= 0) {
        i++;
        continue;
      }
      int length = lengthOf(b, i, to);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /** The bytes of the byte order mark that some editors put before a text: 3, or 0 without one. */
  public static int lengthOfByteOrderMark(byte[] b, int length) {
    boolean isMarked =
        length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF;
    return isMarked ? 3 : 0;
  }

  /** The bytes of the character at i, whose first is not ASCII; 0 if it is none. */
  private static int lengthOf(byte[] b, int i, int to) {
    int lead = b[i] & 0xFF;
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (to - i < length) {
      return 0;
    }
    int second = b[i + 1] & 0xFF;
    int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int k = 2; k < length; k++) {
      if ((b[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
