package io.pitwall.server.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One whole message of a client, and a reader of its parts from front to back. Owned by the thread
 * that handles it.
 */
final class FrontendMessage {
  /** The type of a packet that has none. */
  static final byte STARTUP = 0;

  /** What a message costs while it waits, beside its bytes. */
  private static final int OVERHEAD_BYTES = 64;

  private final byte type;
  private final byte[] body;
  private int position;

  /**
   * @param type the type byte, or {@link #STARTUP}
   * @param body what follows the length
   */
  FrontendMessage(byte type, byte[] body) {
    this.type = type;
    this.body = body;
  }

  byte type() {
    return type;
  }

  /** What it costs to keep. */
  int sizeBytes() {
    return body.length + OVERHEAD_BYTES;
  }

  int remaining() {
    return body.length - position;
  }

  int readInt() throws PostgresException {
    return ByteBuffer.wrap(readBytes(Integer.BYTES)).getInt();
  }

  byte[] readBytes(int length) throws PostgresException {
    if (length < 0 || length > remaining()) {
      throw PostgresException.violation("a message ends before its parts do");
    }
    byte[] bytes = new byte[length];
    System.arraycopy(body, position, bytes, 0, length);
    position += length;
    return bytes;
  }

  /** UTF-8 up to the next zero byte. */
  String readString() throws PostgresException {
    int end = position;
    while (end < body.length && body[end] != 0) {
      end++;
    }
    if (end == body.length) {
      throw PostgresException.violation("a string in a message has no end");
    }
    ByteBuffer bytes = ByteBuffer.wrap(body, position, end - position);
    position = end + 1;
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new PostgresException(
          PostgresError.error(PostgresError.INVALID_ENCODING, "the text is not valid UTF-8"));
    }
  }

  /** Nothing may be left. */
  void end() throws PostgresException {
    if (remaining() != 0) {
      throw PostgresException.violation("a message is longer than its parts");
    }
  }
}
