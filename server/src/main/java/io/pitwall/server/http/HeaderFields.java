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
  /** Ints per header in the array that {@link #HeaderFields} takes: name, start, end. */
  static final int WIDTH = 3;

  static final HeaderFields NONE = new HeaderFields(new byte[0], new int[0]);

  /** More digits could be too large for a long. */
  private static final int MAX_DIGITS = 18;

  private static final int DECIMAL = 10;

  private final byte[] bytes;
  private final int[] entries;

  /**
   * Takes both arrays over.
   *
   * @param bytes the request header
   * @param entries per header: the ordinal of its name, and where its value starts and ends in
   *     {@code bytes}, without blanks around it
   */
  HeaderFields(byte[] bytes, int[] entries) {
    this.bytes = bytes;
    this.entries = entries;
  }

  /** How often a header was sent. */
  int count(HeaderName name) {
    int count = 0;
    for (int i = 0; i < entries.length; i += WIDTH) {
      if (isNamed(i, name)) {
        count++;
      }
    }
    return count;
  }

  /** The value of a header, or null if it was not sent; the first value if it was sent often. */
  @Nullable String first(HeaderName name) {
    for (int i = 0; i < entries.length; i += WIDTH) {
      if (isNamed(i, name)) {
        return text(i);
      }
    }
    return null;
  }

  /** All values of a header, in the order they were sent. */
  List<String> all(HeaderName name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < entries.length; i += WIDTH) {
      if (isNamed(i, name)) {
        values.add(text(i));
      }
    }
    return values;
  }

  /** The first value of a header if it is a number of 1 to 18 digits and nothing else, else −1. */
  long number(HeaderName name) {
    for (int i = 0; i < entries.length; i += WIDTH) {
      if (isNamed(i, name)) {
        return decimal(bytes, entries[i + 1], entries[i + 2]);
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
    for (int i = 0; i < entries.length; i += WIDTH) {
      if (isNamed(i, name) && listContains(bytes, entries[i + 1], entries[i + 2], lowerCase)) {
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

  private boolean isNamed(int entry, HeaderName name) {
    return entries[entry] == name.ordinal();
  }

  private String text(int entry) {
    int from = entries[entry + 1];
    return new String(bytes, from, entries[entry + 2] - from, StandardCharsets.ISO_8859_1);
  }
}
