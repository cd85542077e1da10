package io.pitwall.server.postgres.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One whole message of a client, and a reader of its parts from front to back. Owned by the thread
 * that handles it.
 */
public final class FrontendMessage {
  /** The memory that a waiting message takes beside its body. */
  private static final int OVERHEAD_BYTES = 64;

  private final FrontendType type;
  private final byte code;
  private final byte[] body;
  private int position;

  private FrontendMessage(FrontendType type, byte code, byte[] body) {
    this.type = type;
    this.code = code;
    this.body = body;
  }

  /**
   * Returns a packet of the start of a connection.
   *
   * @param body the bytes after the length; first of them the code
   */
  static FrontendMessage startup(byte[] body) {
    return new FrontendMessage(FrontendType.STARTUP, (byte) 0, body);
  }

  /**
   * Returns a message of any other type.
   *
   * @param code the type byte
   * @param body the bytes after the length
   */
  static FrontendMessage of(byte code, byte[] body) {
    return new FrontendMessage(FrontendType.of(code), code, body);
  }

  public FrontendType type() {
    return type;
  }

  /** The type byte, 0 … 255; for messages about unknown types. */
  public int code() {
    return code & 0xFF;
  }

  /** The memory that the message takes while it waits. */
  public int sizeBytes() {
    return body.length + OVERHEAD_BYTES;
  }

  /** The number of bytes that were not read yet. */
  public int remaining() {
    return body.length - position;
  }

  /** Reads four bytes. */
  public int readInt() throws PostgresException {
    return ByteBuffer.wrap(readBytes(Integer.BYTES)).getInt();
  }

  /**
   * Reads so many bytes.
   *
   * @throws PostgresException if the message has fewer left, or the length is negative
   */
  public byte[] readBytes(int length) throws PostgresException {
    if (length < 0 || length > remaining()) {
      throw PostgresException.violation("a message ends before its parts do");
    }
    byte[] bytes = Arrays.copyOfRange(body, position, position + length);
    position += length;
    return bytes;
  }

  /** Reads UTF-8 up to the next zero byte. */
  public String readString() throws PostgresException {
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
      throw PostgresException.error(PostgresError.INVALID_ENCODING, "the text is not valid UTF-8");
    }
  }

  /**
   * Checks that the message was read to its end.
   *
   * @throws PostgresException if bytes are left
   */
  public void end() throws PostgresException {
    if (remaining() != 0) {
      throw PostgresException.violation("a message is longer than its parts");
    }
  }
}
