package io.pitwall.server.postgres.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.pitwall.server.network.BrokenConnection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends connections so that the client can read why. */
public final class ConnectionEnd {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionEnd.class);
  private static final long LINGER_MILLIS = 1_000;

  private ConnectionEnd() {}

  /**
   * Sends the error and closes. What the client still sends is read for a moment: closing before
   * that would reset the connection and lose the message.
   */
  public static void fatal(ChannelHandlerContext context, PostgresError error) {
    ByteBuf out = context.alloc().buffer();
    BackendMessages.error(out, error.asFatal());
    context
        .writeAndFlush(out)
        .addListener(
            (ChannelFutureListener)
                sent -> {
                  if (sent.channel() instanceof DuplexChannel channel && sent.isSuccess()) {
                    channel.shutdownOutput();
                  }
                });
    context.channel().config().setAutoRead(true);
    context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Sends the error and closes as soon as the system has taken it; a client that still sends may
   * lose it.
   */
  public static void atOnce(ChannelHandlerContext context, PostgresError error) {
    ByteBuf out = context.alloc().buffer();
    BackendMessages.error(out, error.asFatal());
    context.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
  }

  /**
   * Returns the error to send after a failure, or null if the connection broke and nobody reads it.
   * A failure of the server is logged.
   */
  public static @Nullable PostgresError explain(Throwable failure) {
    Throwable wrapped = failure instanceof DecoderException ? failure.getCause() : null;
    Throwable cause = wrapped == null ? failure : wrapped;
    if (cause instanceof PostgresException refusal) {
      return refusal.error();
    }
    if (BrokenConnection.isReason(cause)) {
      LOG.debug("A PostgreSQL connection broke", cause);
      return null;
    }
    LOG.error("A PostgreSQL connection failed because of a fault of the server", cause);
    return PostgresError.fatal(
        PostgresError.INTERNAL, "internal error; the server's log says more");
  }
}
