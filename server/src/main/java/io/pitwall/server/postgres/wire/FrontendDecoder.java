package io.pitwall.server.postgres.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.pitwall.storage.limit.Limit;
import java.util.List;

/**
 * Cuts the bytes of a client into messages; the package documentation draws them. Keeps only bytes
 * that have arrived, and takes no memory for a length that was only announced. After a length that
 * can't be right it cuts nothing more. Owned by the event loop.
 */
public final class FrontendDecoder extends ByteToMessageDecoder {
  /** The longest message before the login is done. */
  public static final int MAX_STARTUP_BYTES = 10_000;

  /** Checked when the length of a message arrives after the login. */
  public static final Limit MAX_PG_MESSAGE_BYTES =
      Limit.bytes(
              "max-pg-message-bytes",
              2 << 20,
              "Longest message of a PostgreSQL client; its connection is closed past it.")
          .inOneArray()
          .atLeast(MAX_STARTUP_BYTES);

  private static final int LENGTH_BYTES = Integer.BYTES;
  private static final int MIN_STARTUP_BYTES = 2 * LENGTH_BYTES;

  private boolean typed;
  private boolean broken;
  private int maxBytes = MAX_STARTUP_BYTES;

  /** Allows longer messages, once the client has logged in. */
  public void raiseLimit(int maxMessageBytes) {
    maxBytes = maxMessageBytes;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws PostgresException {
    if (broken) {
      in.skipBytes(in.readableBytes());
    } else if (typed) {
      cutMessage(in, out);
    } else {
      cutStartup(in, out);
    }
  }

  private void cutStartup(ByteBuf in, List<Object> out) throws PostgresException {
    if (in.readableBytes() < LENGTH_BYTES) {
      return;
    }
    int length = checked(in.getInt(in.readerIndex()), MIN_STARTUP_BYTES, "startup packet");
    if (in.readableBytes() < length) {
      return;
    }
    in.skipBytes(LENGTH_BYTES);
    int code = in.getInt(in.readerIndex());
    byte[] body = body(in, length);
    if (StartupCode.asksForEncryption(code) && in.isReadable()) {
      broken = true;
      throw PostgresException.violation(
          "bytes follow a request for encryption before the server has answered it");
    }
    typed = StartupCode.isProtocol3(code);
    out.add(FrontendMessage.startup(body));
  }

  private void cutMessage(ByteBuf in, List<Object> out) throws PostgresException {
    if (in.readableBytes() < 1 + LENGTH_BYTES) {
      return;
    }
    int length = checked(in.getInt(in.readerIndex() + 1), LENGTH_BYTES, "message");
    if (in.readableBytes() < 1 + length) {
      return;
    }
    byte type = in.readByte();
    in.skipBytes(LENGTH_BYTES);
    out.add(FrontendMessage.of(type, body(in, length)));
  }

  /** The bytes of a message after its length, which counts itself. */
  private static byte[] body(ByteBuf in, int length) {
    byte[] body = new byte[length - LENGTH_BYTES];
    in.readBytes(body);
    return body;
  }

  private int checked(int length, int min, String what) throws PostgresException {
    if (length >= min && length <= maxBytes) {
      return length;
    }
    broken = true;
    if (length > maxBytes && maxBytes > MAX_STARTUP_BYTES) {
      throw PostgresException.fatal(
          PostgresError.LIMIT_EXCEEDED,
          "a message of "
              + length
              + " bytes is longer than "
              + MAX_PG_MESSAGE_BYTES.limitName()
              + ", "
              + maxBytes);
    }
    throw PostgresException.violation("invalid length of a " + what + ": " + length);
  }
}
