package io.pitwall.server.postgres;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends connections so that the client can read why. */
final class Farewell {
  private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
  private static final long LINGER_MILLIS = 1_000;

  private Farewell() {}

  /**
   * Says the error and closes. What the client still sends is read for a moment: closing before
   * that would reset the connection and lose the message.
   */
  static void fatal(ChannelHandlerContext context, PostgresError error) {
    PostgresError last =
        new PostgresError(
            PostgresError.Severity.FATAL,
            error.sqlState(),
            error.message(),
            error.position(),
            error.hint());
    ByteBuf out = context.alloc().buffer();
    BackendMessages.error(out, last);
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
   * What to say about a failure, or null if there is nobody to say it to. A failure of our own is
   * logged.
   */
  static @Nullable PostgresError explain(Throwable failure) {
    boolean wrapped = failure instanceof DecoderException && failure.getCause() != null;
    Throwable cause = wrapped ? failure.getCause() : failure;
    if (cause instanceof PostgresException said) {
      return said.error();
    }
    if (cause instanceof IOException) {
      LOG.debug("A PostgreSQL connection broke", cause);
      return null;
    }
    LOG.error("A PostgreSQL connection failed by our mistake", cause);
    return PostgresError.fatal(
        PostgresError.INTERNAL, "internal error; the server's log says more");
  }
}
