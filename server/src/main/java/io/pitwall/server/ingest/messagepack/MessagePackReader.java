package io.pitwall.server.ingest.messagepack;

import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over MessagePack in a padded array (msgpack.org, spec.md). Lengths are checked against
 * the bytes that are left before anything is made of them. Owned by one parser.
 */
final class MessagePackReader {
  static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  static final int NIL = 0xC0;
  static final int FALSE = 0xC2;
  static final int TRUE = 0xC3;
  static final int FLOAT32 = 0xCA;
  static final int FLOAT64 = 0xCB;
  static final int UINT8 = 0xCC;
  static final int UINT16 = 0xCD;
  static final int UINT32 = 0xCE;
  static final int UINT64 = 0xCF;
  static final int INT8 = 0xD0;
  static final int INT16 = 0xD1;
  static final int INT32 = 0xD2;
  static final int INT64 = 0xD3;
  static final int STRING8 = 0xD9;
  static final int STRING16 = 0xDA;
  static final int STRING32 = 0xDB;

  /** What a value is, by its first byte. */
  enum Kind {
    NIL("nil"),
    BOOLEAN("a boolean"),
    INTEGER("an integer"),
    FLOAT("a float"),
    STRING("a string"),
    BINARY("binary data"),
    ARRAY("an array"),
    MAP("a map"),
    EXTENSION("an extension value"),
    UNUSED("the unused byte 0xc1");

    final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private static final Kind[] KINDS = kinds();

  byte[] body = new byte[0];
  int end;
  int at;

  private int stringOffset;
  private int stringLength;

  private static Kind[] kinds() {
    Kind[] kinds = new Kind[256];
    for (int lead = 0; lead < 256; lead++) {
      kinds[lead] = kindOfLead(lead);
    }
    return kinds;
  }

  private static Kind kindOfLead(int lead) {
    if (lead < 0x80 || lead >= 0xE0 || (lead >= UINT8 && lead <= INT64)) {
      return Kind.INTEGER;
    }
    if (lead < 0x90) {
      return Kind.MAP;
    }
    if (lead < 0xA0) {
      return Kind.ARRAY;
    }
    if (lead < 0xC0 || (lead >= STRING8 && lead <= STRING32)) {
      return Kind.STRING;
    }
    return switch (lead) {
      case NIL -> Kind.NIL;
      case 0xC1 -> Kind.UNUSED;
      case FALSE, TRUE -> Kind.BOOLEAN;
      case 0xC4, 0xC5, 0xC6 -> Kind.BINARY;
      case FLOAT32, FLOAT64 -> Kind.FLOAT;
      case 0xDC, 0xDD -> Kind.ARRAY;
      case 0xDE, 0xDF -> Kind.MAP;
      default -> Kind.EXTENSION;
    };
  }

  void reset(byte[] newBody, int length) {
    body = newBody;
    end = length;
    at = 0;
  }

  Kind peek() throws MalformedBodyException {
    if (at >= end) {
      throw truncated();
    }
    return KINDS[body[at] & 0xFF];
  }

  /** The entries of the map that begins here, whose keys and values follow. */
  int readMapHeader(String what) throws MalformedBodyException {
    if (peek() != Kind.MAP) {
      throw malformed("expected " + what + ", found " + peek().words);
    }
    int lead = body[at] & 0xFF;
    return readCount(lead < 0x90, lead & 0x0F, lead == 0xDE, 2);
  }

  /** The elements of the array that begins here, which follow. */
  int readArrayHeader(String what) throws MalformedBodyException {
    if (peek() != Kind.ARRAY) {
      throw malformed("expected " + what + ", found " + peek().words);
    }
    int lead = body[at] & 0xFF;
    return readCount(lead >= 0x90 && lead < 0xA0, lead & 0x0F, lead == 0xDC, 1);
  }

  private int readCount(boolean fixed, int fixedCount, boolean sixteen, int bytesEach)
      throws MalformedBodyException {
    int start = at;
    long count = fixedCount;
    if (fixed) {
      at += 1;
    } else if (sixteen) {
      count = (short) SHORT.get(body, at + 1) & 0xFFFF;
      at += 3;
    } else {
      count = (int) INT.get(body, at + 1) & 0xFFFFFFFFL;
      at += 5;
    }
    if (at > end || count * bytesEach > end - at) {
      at = start;
      throw malformed(count + " elements are announced, but the body ends before them");
    }
    return (int) count;
  }

  /** Reads a string to {@link #stringOffset()} and {@link #stringLength()}, unchecked as UTF-8. */
  void readString() throws MalformedBodyException {
    if (peek() != Kind.STRING) {
      throw malformed("expected a string, found " + peek().words);
    }
    int lead = body[at] & 0xFF;
    long length;
    int headerBytes;
    switch (lead) {
      case STRING8 -> {
        length = body[at + 1] & 0xFF;
        headerBytes = 2;
      }
      case STRING16 -> {
        length = (short) SHORT.get(body, at + 1) & 0xFFFF;
        headerBytes = 3;
      }
      case STRING32 -> {
        length = (int) INT.get(body, at + 1) & 0xFFFFFFFFL;
        headerBytes = 5;
      }
      default -> {
        length = lead & 0x1F;
        headerBytes = 1;
      }
    }
    if (at + headerBytes + length > end) {
      throw malformed("a string of " + length + " bytes is announced, but the body ends before it");
    }
    stringOffset = at + headerBytes;
    stringLength = (int) length;
    at = stringOffset + stringLength;
  }

  int stringOffset() {
    return stringOffset;
  }

  int stringLength() {
    return stringLength;
  }

  /** A string as a name. */
  String readName() throws MalformedBodyException {
    int start = at;
    readString();
    if (Utf8.firstInvalid(body, stringOffset, stringOffset + stringLength) >= 0) {
      at = start;
      throw malformed("a name is not valid UTF-8");
    }
    return new String(body, stringOffset, stringLength, StandardCharsets.UTF_8);
  }

  /** Whether the integer that begins here is one that a signed 64-bit integer can't hold. */
  boolean isBeyondLong() {
    return (body[at] & 0xFF) == UINT64 && body[at + 1] < 0;
  }

  /** Reads the integer that begins here and is not {@link #isBeyondLong}. */
  long readLong() throws MalformedBodyException {
    byte[] b = body;
    int i = at;
    long value;
    switch (b[i] & 0xFF) {
      case UINT8 -> {
        value = b[i + 1] & 0xFF;
        at = i + 2;
      }
      case UINT16 -> {
        value = (short) SHORT.get(b, i + 1) & 0xFFFF;
        at = i + 3;
      }
      case UINT32 -> {
        value = (int) INT.get(b, i + 1) & 0xFFFFFFFFL;
        at = i + 5;
      }
      case UINT64, INT64 -> {
        value = (long) LONG.get(b, i + 1);
        at = i + 9;
      }
      case INT8 -> {
        value = b[i + 1];
        at = i + 2;
      }
      case INT16 -> {
        value = (short) SHORT.get(b, i + 1);
        at = i + 3;
      }
      case INT32 -> {
        value = (int) INT.get(b, i + 1);
        at = i + 5;
      }
      default -> {
        value = b[i];
        at = i + 1;
      }
    }
    checkEnd();
    return value;
  }

  double readDouble() throws MalformedBodyException {
    double value;
    if ((body[at] & 0xFF) == FLOAT64) {
      value = Double.longBitsToDouble((long) LONG.get(body, at + 1));
      at += 9;
    } else {
      value = Float.intBitsToFloat((int) INT.get(body, at + 1));
      at += 5;
    }
    checkEnd();
    return value;
  }

  boolean readBoolean() {
    return (body[at++] & 0xFF) == TRUE;
  }

  void checkEnd() throws MalformedBodyException {
    if (at > end) {
      throw truncated();
    }
  }

  /** Skips the value that begins here, however deep it is. */
  void skip() throws MalformedBodyException {
    long values = 1;
    while (values > 0) {
      values--;
      switch (peek()) {
        case NIL, BOOLEAN -> at++;
        case INTEGER -> readLong();
        case FLOAT -> readDouble();
        case STRING -> readString();
        case ARRAY -> values += readArrayHeader("an array");
        case MAP -> values += 2L * readMapHeader("a map");
        case BINARY -> skipBinary();
        case EXTENSION -> skipExtension();
        case UNUSED -> throw malformed("the byte 0xc1 means nothing");
      }
    }
  }

  private void skipBinary() throws MalformedBodyException {
    int bytes = 1 << ((body[at] & 0xFF) - 0xC4);
    skipBytes(1L + bytes + unsigned(at + 1, bytes));
  }

  private void skipExtension() throws MalformedBodyException {
    int lead = body[at] & 0xFF;
    if (lead >= 0xD4) {
      skipBytes(2L + (1L << (lead - 0xD4)));
    } else {
      int bytes = 1 << (lead - 0xC7);
      skipBytes(2L + bytes + unsigned(at + 1, bytes));
    }
  }

  private long unsigned(int from, int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | (body[from + i] & 0xFF);
    }
    return value;
  }

  private void skipBytes(long count) throws MalformedBodyException {
    if (count > end - at) {
      throw truncated();
    }
    at += (int) count;
  }

  MalformedBodyException truncated() {
    return new MalformedBodyException(
        "invalid MessagePack: the body ends at byte " + end + " in the middle of a value");
  }

  MalformedBodyException malformed(String what) {
    return new MalformedBodyException("invalid MessagePack at byte " + (at + 1) + ": " + what);
  }
}
