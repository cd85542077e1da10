package io.pitwall.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Decodes parts of a request's target (RFC 3986): percent signs to the bytes of UTF-8 text and, in
 * a query, pluses to blanks. Parts are given as {@code bytes[from, to)}.
 */
final class TargetText {
  private static final int HEX = 16;
  private static final int DELETE = 0x7F;

  private TargetText() {}

  /**
   * Decodes a part.
   *
   * @throws HttpRefusal 400 if a byte is not a visible ASCII character, an escape is not whole or
   *     the decoded bytes are not UTF-8
   */
  static String decode(byte[] bytes, int from, int to, boolean plusIsBlank) throws HttpRefusal {
    if (!hasEscapes(bytes, from, to, plusIsBlank)) {
      return ascii(bytes, from, to);
    }
    try {
      return unescaped(bytes, from, to, plusIsBlank);
    } catch (CharacterCodingException e) {
      throw bad("the request's target is not UTF-8");
    }
  }

  /** Refuses what {@link #decode} refuses. */
  static void check(byte[] bytes, int from, int to, boolean plusIsBlank) throws HttpRefusal {
    if (hasEscapes(bytes, from, to, plusIsBlank)) {
      decode(bytes, from, to, plusIsBlank);
    }
  }

  /** Decodes a part that {@link #check} has accepted. */
  static String decodeChecked(byte[] bytes, int from, int to, boolean plusIsBlank) {
    try {
      return decode(bytes, from, to, plusIsBlank);
    } catch (HttpRefusal e) {
      throw new IllegalStateException("the part was checked before", e);
    }
  }

  /** Whether decoding changes anything. Checks all bytes and the form of all escapes. */
  private static boolean hasEscapes(byte[] bytes, int from, int to, boolean plusIsBlank)
      throws HttpRefusal {
    boolean escapes = false;
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c <= ' ' || c == DELETE) { // negative: not ASCII
        throw bad("the request's target holds a character that must be percent-encoded");
      }
      if (c == '%') {
        if (i + 2 >= to || hexDigit(bytes[i + 1]) < 0 || hexDigit(bytes[i + 2]) < 0) {
          throw bad("a percent sign in the request's target is not followed by two hex digits");
        }
        i += 2;
        escapes = true;
      }
      escapes |= c == '+' && plusIsBlank;
    }
    return escapes;
  }

  private static String unescaped(byte[] bytes, int from, int to, boolean plusIsBlank)
      throws CharacterCodingException {
    byte[] decoded = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c == '%') {
        c = (byte) (hexDigit(bytes[i + 1]) * HEX + hexDigit(bytes[i + 2]));
        i += 2;
      } else if (c == '+' && plusIsBlank) {
        c = ' ';
      }
      decoded[length++] = c;
    }
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(decoded, 0, length))
        .toString();
  }

  private static int hexDigit(byte c) {
    return Character.digit(c, HEX); // a negative code point is no digit
  }

  private static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }

  private static HttpRefusal bad(String message) {
    return new HttpRefusal(400, message);
  }
}
