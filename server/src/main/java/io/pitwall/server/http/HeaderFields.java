package io.pitwall.server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one request that have a {@link HeaderName}, in the order they were sent. Values
 * stay bytes of the request header until they are asked for; a string has one char per byte (ISO
 * 8859-1). Immutable.
 */
final class HeaderFields {
  static final HeaderFields NONE =
      new HeaderFields(new byte[0], new HeaderName[0], new int[0], new int[0]);

  /** More digits could be too large for a long. */
  private static final int MAX_DIGITS = 18;

  private static final int DECIMAL = 10;

  private final byte[] bytes;
  private final HeaderName[] names;
  private final int[] starts;
  private final int[] ends;

  /**
   * Takes the arrays over.
   *
   * @param bytes the request header
   * @param names of the headers, in the order they were sent
   * @param starts where the value of each header starts in {@code bytes}, blanks left out
   * @param ends where it ends
   */
  HeaderFields(byte[] bytes, HeaderName[] names, int[] starts, int[] ends) {
    this.bytes = bytes;
    this.names = names;
    this.starts = starts;
    this.ends = ends;
  }

  /** How often a header was sent. */
  int count(HeaderName name) {
    int count = 0;
    for (int i = 0; i < names.length; i++) {
      if (names[i] == name) {
        count++;
      }
    }
    return count;
  }

  /** The value of a header, or null if it was not sent; the first value if it was sent often. */
  @Nullable String first(HeaderName name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] == name) {
        return text(i);
      }
    }
    return null;
  }

  /** All values of a header, in the order they were sent. */
  List<String> all(HeaderName name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      if (names[i] == name) {
        values.add(text(i));
      }
    }
    return values;
  }

  /** The first value of a header if it is a number of 1 to 18 digits and nothing else, else −1. */
  long number(HeaderName name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] == name) {
        return decimal(bytes, starts[i], ends[i]);
      }
    }
    return -1;
  }

  private static long decimal(byte[] bytes, int from, int to) {
    if (from == to || to - from > MAX_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit >= DECIMAL) {
        return -1;
      }
      number = number * DECIMAL + digit;
    }
    return number;
  }

  /**
   * Whether a header whose values are lists (RFC 9110 §5.6.1) contains a word, in any case.
   *
   * @param lowerCase the word in ASCII
   */
  boolean listContains(HeaderName name, byte[] lowerCase) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] == name && listContains(bytes, starts[i], ends[i], lowerCase)) {
        return true;
      }
    }
    return false;
  }

  private static boolean listContains(byte[] bytes, int from, int to, byte[] lowerCase) {
    int start = from;
    while (start <= to) {
      int end = start;
      while (end < to && bytes[end] != ',') {
        end++;
      }
      if (isWord(bytes, start, end, lowerCase)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  private static boolean isWord(byte[] bytes, int from, int to, byte[] lowerCase) {
    int start = from;
    int end = to;
    while (start < end && AsciiBytes.isBlank(bytes[start])) {
      start++;
    }
    while (end > start && AsciiBytes.isBlank(bytes[end - 1])) {
      end--;
    }
    return AsciiBytes.equalsIgnoreCase(bytes, start, end, lowerCase);
  }

  private String text(int field) {
    return new String(
        bytes, starts[field], ends[field] - starts[field], StandardCharsets.ISO_8859_1);
  }
}
