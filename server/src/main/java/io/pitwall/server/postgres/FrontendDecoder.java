package io.pitwall.server.postgres;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the bytes of a client into messages; the package documentation draws them. Keeps only what
 * has arrived, never room for what a length announces. After a length that can't be right nothing
 * more is cut. Owned by the event loop.
 */
final class FrontendDecoder extends ByteToMessageDecoder {
  private static final int LENGTH_BYTES = Integer.BYTES;
  private static final int MIN_STARTUP_BYTES = 2 * LENGTH_BYTES;

  private boolean typed;
  private boolean broken;
  private int maxBytes = PostgresLimits.MAX_STARTUP_BYTES;

  /** After the login messages may be as long as the limit says. */
  void raiseLimit(int maxMessageBytes) {
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
    byte[] body = new byte[length - LENGTH_BYTES];
    in.readBytes(body);
    boolean encryption = code == Startup.SSL_REQUEST || code == Startup.GSS_REQUEST;
    if (encryption && in.isReadable()) {
      broken = true;
      throw PostgresException.violation(
          "bytes came behind a request for encryption without waiting for the answer");
    }
    typed = Startup.isProtocol3(code);
    out.add(new FrontendMessage(FrontendMessage.STARTUP, body));
  }

  private void cutMessage(ByteBuf in, List<Object> out) throws PostgresException {
    if (in.readableBytes() < 1 + LENGTH_BYTES) {
      return;
    }
    int start = in.readerIndex();
    int length = checked(in.getInt(start + 1), LENGTH_BYTES, "message");
    if (in.readableBytes() < 1 + length) {
      return;
    }
    byte type = in.readByte();
    in.skipBytes(LENGTH_BYTES);
    byte[] body = new byte[length - LENGTH_BYTES];
    in.readBytes(body);
    out.add(new FrontendMessage(type, body));
  }

  private int checked(int length, int min, String what) throws PostgresException {
    if (length >= min && length <= maxBytes) {
      return length;
    }
    broken = true;
    if (length > maxBytes && maxBytes > PostgresLimits.MAX_STARTUP_BYTES) {
      throw new PostgresException(
          PostgresError.fatal(
              PostgresError.LIMIT_EXCEEDED,
              "a message of "
                  + length
                  + " bytes is longer than max-pg-message-bytes, "
                  + maxBytes));
    }
    throw PostgresException.violation("invalid length of a " + what + ": " + length);
  }
}
