package io.pitwall.server.ingest.lineprotocol;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import io.pitwall.server.ingest.Utf8;
import io.pitwall.storage.limit.Limit;
import io.pitwall.storage.limit.StoreLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Reads names, values and timestamps by the whole grammar: the slow way, taken where the parser's
 * short ways do not fit. Owned by one parser; the answers hold until the next call.
 */
final class FieldReader {
  /** The kind of value that was read. */
  enum Kind {
    LONG,
    DOUBLE,
    BOOLEAN,
    STRING,
    FAULT
  }

  private static final byte[] NO_BYTES = new byte[0];

  private byte[] scratch = new byte[256];
  private int next;
  private long longValue;
  private double doubleValue;
  private byte[] stringBytes = NO_BYTES;
  private int stringOffset;
  private int stringLength;
  private int newlines;
  private String name = "";
  private int failedAt;
  private Supplier<String> reason = () -> "";

  /** The index after the value; after a fault, the index where to continue. */
  int next() {
    return next;
  }

  /** A LONG, a BOOLEAN as 0 or 1, or a time. */
  long longValue() {
    return longValue;
  }

  double doubleValue() {
    return doubleValue;
  }

  byte[] stringBytes() {
    return stringBytes;
  }

  int stringOffset() {
    return stringOffset;
  }

  int stringLength() {
    return stringLength;
  }

  /** Line feeds within the string, escapes not counted. */
  int newlines() {
    return newlines;
  }

  String name() {
    return name;
  }

  int scratchBytes() {
    return scratch.length;
  }

  int failedAt() {
    return failedAt;
  }

  /** Makes the reason of the last fault; to be called before the next read, and only if needed. */
  String reason() {
    return reason.get();
  }

  /**
   * Reads a field's name.
   *
   * @param maxBytes a longer name is a fault
   * @return the index after the equals sign, or −1
   */
  int readName(byte[] b, int from, int end, int maxBytes) {
    ensureScratch(maxBytes);
    int n = 0;
    int at = from;
    while (at < end) {
      byte c = b[at];
      if (c == '\\' && at + 1 < end && SeriesText.isEscapable(b[at + 1], true)) {
        c = b[++at];
      } else if (c == '=' || c == ',' || c == ' ' || SeriesText.isControl(c)) {
        break;
      }
      // What is past the limit is counted for the message, and not kept.
      if (n < maxBytes) {
        scratch[n] = c;
      }
      n++;
      at++;
    }
    if (at == from) {
      byte found = b[at];
      boolean isOver = at >= end;
      return faultIn(
          at, () -> "expected a field, found " + (isOver ? "the end" : SeriesText.describe(found)));
    }
    if (at >= end || b[at] != '=') {
      return faultIn(at, () -> "expected = and a value after the field's name");
    }
    int invalid = Utf8.firstInvalid(b, from, at);
    if (invalid >= 0) {
      return faultIn(invalid, () -> "the field's name is not valid UTF-8");
    }
    if (n > maxBytes) {
      return faultIn(from, tooLong("field's name", n, maxBytes, StoreLimits.MAX_NAME_BYTES));
    }
    name = new String(scratch, 0, n, StandardCharsets.UTF_8);
    return at + 1;
  }

  /**
   * Reads a value.
   *
   * @param maxStringBytes a longer string is a fault
   */
  Kind read(byte[] b, int at, int end, int maxStringBytes) {
    if (b[at] == '"' && at < end) {
      return readString(b, at, end, maxStringBytes);
    }
    int to = at;
    while (to < end && b[to] != ',' && b[to] != ' ' && !SeriesText.isControl(b[to])) {
      to++;
    }
    next = to;
    if (to == at) {
      return fault(at, () -> "the value is missing");
    }
    byte c = b[at];
    if (c == '-' || c == '.' || isDigit(c)) {
      return readNumber(b, at, to);
    }
    return readBoolean(b, at, to);
  }

  private Kind readBoolean(byte[] b, int at, int to) {
    switch (new String(b, at, Math.min(to - at, 6), StandardCharsets.ISO_8859_1)) {
      case "t", "T", "true", "True", "TRUE" -> longValue = 1;
      case "f", "F", "false", "False", "FALSE" -> longValue = 0;
      default -> {
        return fault(
            at,
            () -> "expected a number, true, false or a quoted string, found " + excerpt(b, at, to));
      }
    }
    return Kind.BOOLEAN;
  }

  private Kind readNumber(byte[] b, int at, int to) {
    byte last = b[to - 1];
    if (last == 'i') {
      return readInteger(b, at, to - 1);
    }
    if (last == 'u') {
      return b[at] == '-'
          ? fault(at, () -> "an unsigned integer can't be negative")
          : readInteger(b, at, to - 1);
    }
    return readDouble(b, at, to);
  }

  private Kind readInteger(byte[] b, int at, int to) {
    boolean negative = b[at] == '-';
    int from = negative ? at + 1 : at;
    if (from == to) {
      return fault(at, () -> "the integer has no digits");
    }
    long value = 0; // negative, for there is one more of these
    boolean overflow = false;
    for (int i = from; i < to; i++) {
      if (!isDigit(b[i])) {
        return fault(i, unexpected(b[i], " in an integer"));
      }
      int digit = b[i] - '0';
      overflow |= value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit;
      value = value * 10 - digit;
    }
    if (overflow || (!negative && value == Long.MIN_VALUE)) {
      return fault(
          at, () -> "the integer " + excerpt(b, at, to) + " is beyond 64 bits with a sign");
    }
    longValue = negative ? value : -value;
    return Kind.LONG;
  }

  private Kind readDouble(byte[] b, int at, int to) {
    int i = b[at] == '-' ? at + 1 : at;
    int digitsFrom = i;
    long mantissa = 0;
    int digits = 0;
    boolean small = true;
    int decimals = 0;
    while (i < to && isDigit(b[i])) {
      small &= mantissa <= Digits.MAX_EXACT_MANTISSA;
      mantissa = mantissa * 10 + (b[i++] - '0');
      digits++;
    }
    if (i < to && b[i] == '.') {
      i++;
      while (i < to && isDigit(b[i])) {
        small &= mantissa <= Digits.MAX_EXACT_MANTISSA;
        mantissa = mantissa * 10 + (b[i++] - '0');
        digits++;
        decimals++;
      }
    }
    if (digits == 0) {
      return fault(digitsFrom, () -> "the number has no digits");
    }
    boolean exponent = i < to && (b[i] == 'e' || b[i] == 'E');
    if (exponent) {
      i++;
      if (i < to && (b[i] == '+' || b[i] == '-')) {
        i++;
      }
      int exponentFrom = i;
      while (i < to && isDigit(b[i])) {
        i++;
      }
      if (i == exponentFrom) {
        return fault(i, () -> "the exponent has no digits");
      }
    }
    if (i < to) {
      return fault(i, unexpected(b[i], " in a number"));
    }
    small &= mantissa <= Digits.MAX_EXACT_MANTISSA;
    if (small && !exponent && decimals <= Digits.MAX_EXACT_POWER) {
      double value = mantissa / Digits.POWERS_OF_TEN[decimals];
      doubleValue = b[at] == '-' ? -value : value;
      return Kind.DOUBLE;
    }
    doubleValue = JavaDoubleParser.parseDouble(b, at, to - at);
    if (Double.isInfinite(doubleValue)) {
      return fault(at, () -> "the number " + excerpt(b, at, to) + " is out of a double's range");
    }
    return Kind.DOUBLE;
  }

  /** In a string, a backslash before a quote or another backslash is an escape, and no other is. */
  private Kind readString(byte[] b, int quote, int end, int maxBytes) {
    int from = quote + 1;
    long seen = 0;
    int escapes = 0;
    int at = from;
    newlines = 0;
    while (at < end && b[at] != '"') {
      byte c = b[at];
      seen |= c;
      if (c == '\\') {
        if (at + 1 < end && isEscapedInString(b[at + 1])) {
          at++;
          escapes++;
        }
      } else if (c == '\n') {
        newlines++;
      }
      at++;
    }
    if (at >= end) {
      next = end;
      return fault(
          quote,
          () ->
              "the string has no closing quote; with it everything up to the end of the body is"
                  + " refused");
    }
    next = at + 1;
    if (seen < 0) {
      int invalid = Utf8.firstInvalid(b, from, at);
      if (invalid >= 0) {
        return fault(invalid, () -> "the string is not valid UTF-8");
      }
    }
    int length = at - from - escapes;
    if (length > maxBytes) {
      return fault(quote, tooLong("string", length, maxBytes, StoreLimits.MAX_STRING_BYTES));
    }
    if (escapes > 0) {
      unescape(b, from, at);
    } else {
      stringBytes = b;
      stringOffset = from;
      stringLength = length;
    }
    return Kind.STRING;
  }

  private static boolean isEscapedInString(byte c) {
    return c == '"' || c == '\\';
  }

  private static Supplier<String> tooLong(String what, int bytes, int most, Limit limit) {
    return () ->
        "the " + what + " has " + bytes + " bytes, more than " + most + ' ' + limit.clause();
  }

  private void unescape(byte[] b, int from, int to) {
    ensureScratch(to - from); // at most twice the longest string
    int n = 0;
    int at = from;
    while (at < to) {
      byte c = b[at++];
      if (c == '\\' && at < to && isEscapedInString(b[at])) {
        c = b[at++];
      }
      scratch[n++] = c;
    }
    stringBytes = scratch;
    stringOffset = 0;
    stringLength = n;
  }

  /** Lets go of the body of a request, which others use from now on. */
  void forgetBody() {
    stringBytes = NO_BYTES;
    reason = () -> "";
  }

  /**
   * Reads a timestamp.
   *
   * @return the index after it, or −1
   */
  int readTime(byte[] b, int from, int end) {
    boolean negative = b[from] == '-';
    int digitsFrom = negative ? from + 1 : from;
    int at = digitsFrom;
    long value = 0;
    int count;
    do {
      long values = Digits.values(Swar.load(b, at));
      count = Swar.first(Digits.nonDigits(values));
      if (count > 0) {
        value = value * Digits.LONG_POWERS_OF_TEN[count] + Digits.number(values, count);
      }
      at += count;
    } while (count == 8);
    int digits = at - digitsFrom;
    byte stop = b[at];
    if (digits == 0 || (stop != ' ' && stop != '\n' && stop != '\r')) {
      return faultIn(at, unexpected(stop, " in the timestamp, which is an integer"));
    }
    // Nineteen digits lie below 2^64, so a sum past the range shows by its sign.
    if (digits > 19 || value < 0) {
      return readLongTime(b, from, at);
    }
    longValue = negative ? -value : value;
    return at;
  }

  private int readLongTime(byte[] b, int from, int to) {
    if (readInteger(b, from, to) == Kind.FAULT) {
      return faultIn(from, () -> "the timestamp " + excerpt(b, from, to) + " is beyond 64 bits");
    }
    return to;
  }

  private void ensureScratch(int length) {
    if (scratch.length < length) {
      scratch = Arrays.copyOf(scratch, Math.max(length, scratch.length * 2));
    }
  }

  private static Supplier<String> unexpected(byte found, String where) {
    return () -> "unexpected " + SeriesText.describe(found) + where;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  private static String excerpt(byte[] b, int from, int to) {
    int most = Math.min(to, from + 40);
    StringBuilder text = new StringBuilder();
    for (int i = from; i < most; i++) {
      text.append(b[i] >= 0x20 && b[i] < 0x7F ? (char) b[i] : '?');
    }
    return text.append(to > most ? "…" : "").toString();
  }

  private int faultIn(int at, Supplier<String> why) {
    failedAt = at;
    reason = why;
    return -1;
  }

  private Kind fault(int at, Supplier<String> why) {
    failedAt = at;
    reason = why;
    return Kind.FAULT;
  }
}
