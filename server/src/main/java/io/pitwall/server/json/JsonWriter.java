package io.pitwall.server.json;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.text.IntervalText;
import io.pitwall.query.text.TimeText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes JSON as UTF-8 into an array that grows. Owned by one thread. */
public final class JsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_LONG = 20;
  private static final int LONGEST_ESCAPE = 6;

  private byte[] bytes = new byte[512];
  private int length;

  /** Bytes written so far. */
  public int length() {
    return length;
  }

  /** Returns a copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Appends what was written to a buffer, and starts again in the same memory. */
  public void moveTo(ByteBuf target) {
    target.writeBytes(bytes, 0, length);
    length = 0;
  }

  /** Writes ASCII that is JSON already. */
  public JsonWriter raw(String ascii) {
    int count = ascii.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /** Writes one character of ASCII that is JSON already. */
  public JsonWriter raw(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Writes a number with all its digits. */
  public JsonWriter number(long value) {
    if (value == Long.MIN_VALUE) {
      return raw("-9223372036854775808");
    }
    reserve(LONGEST_LONG);
    long rest = Math.abs(value);
    int digits = 1;
    for (long power = 10; digits < 19 && rest >= power; power *= 10) {
      digits++;
    }
    if (value < 0) {
      bytes[length++] = '-';
    }
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /**
   * Writes the shortest digits that read back as the same double; null for NaN and infinities, for
   * which JSON has no number.
   */
  public JsonWriter number(double value) {
    return Double.isFinite(value) ? raw(Double.toString(value)) : raw("null");
  }

  /** Writes a quoted string. */
  public JsonWriter string(String text) {
    return string(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a quoted string from valid UTF-8. */
  public JsonWriter string(byte[] utf8) {
    reserve(utf8.length + 2);
    bytes[length++] = '"';
    for (int i = 0; i < utf8.length; i++) {
      byte c = utf8[i];
      if (c >= 0 && (c < ' ' || c == '"' || c == '\\')) {
        reserve(utf8.length - i + LONGEST_ESCAPE + 1);
        escape(c);
      } else {
        bytes[length++] = c;
      }
    }
    bytes[length++] = '"';
    return this;
  }

  private void escape(byte c) {
    bytes[length++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[length++] = c;
      case '\n' -> bytes[length++] = 'n';
      case '\r' -> bytes[length++] = 'r';
      case '\t' -> bytes[length++] = 't';
      default -> {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[c >> 4];
        bytes[length++] = HEX[c & 15];
      }
    }
  }

  /** Writes a time as RFC 3339 in UTC, quoted. */
  public JsonWriter time(long nanosSinceEpoch) {
    reserve(TimeText.MAX_LENGTH + 2);
    bytes[length++] = '"';
    length = TimeText.writeRfc3339(nanosSinceEpoch, bytes, length);
    bytes[length++] = '"';
    return this;
  }

  /** Writes an interval as hours, minutes and seconds, quoted. */
  public JsonWriter interval(long nanos) {
    reserve(IntervalText.MAX_LENGTH + 2);
    bytes[length++] = '"';
    length = IntervalText.writeClock(nanos, bytes, length);
    bytes[length++] = '"';
    return this;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
