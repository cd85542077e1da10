package io.pitwall.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Decodes a request's path and query (RFC 3986; blanks as {@code +} in the query). */
final class TargetText {
  private static final int HEX = 16;

  private TargetText() {}

  /**
   * The parameters of a query.
   *
   * @throws HttpRefusal if one is there twice, or is wrongly encoded
   */
  static Map<String, String> parameters(String query) throws HttpRefusal {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
        if (parameters.put(name, value) != null) {
          throw bad("the query parameter '" + name + "' is there twice");
        }
      }
    }
    return parameters;
  }

  /** Decodes percent signs to UTF-8, and pluses to blanks if asked to. */
  static String decode(String text, boolean plusIsBlank) throws HttpRefusal {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7F) {
        throw bad("the request's target holds a character that must be percent-encoded");
      }
      if (c == '%') {
        bytes[length++] = (byte) hexPair(text, i + 1);
        i += 2;
      } else {
        bytes[length++] = (byte) (c == '+' && plusIsBlank ? ' ' : c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw bad("the request's target is not UTF-8");
    }
  }

  private static int hexPair(String text, int at) throws HttpRefusal {
    if (at + 2 <= text.length()) {
      int high = Character.digit(text.charAt(at), HEX);
      int low = Character.digit(text.charAt(at + 1), HEX);
      if (high >= 0 && low >= 0) {
        return high * HEX + low;
      }
    }
    throw bad("a percent sign in the request's target is not followed by two hex digits");
  }

  private static HttpRefusal bad(String message) {
    return new HttpRefusal(400, message);
  }
}
