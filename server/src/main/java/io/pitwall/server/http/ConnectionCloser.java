package io.pitwall.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection so that its client can tell whether it got all of the last answer. Owned by
 * the connection's event loop.
 */
final class ConnectionCloser {
  /** How long bytes are still read and discarded after the last answer. */
  private static final long LINGER_MILLIS = 1_000;

  private static final int RESET = 0;
  private static final int SEND_ALL = -1;

  private final Channel channel;
  private boolean cutsWithReset;

  ConnectionCloser(Channel channel) {
    this.channel = channel;
  }

  /**
   * From now on a connection that is closed before all is written is reset: the end of the
   * connection is the end of the answer, and a part must not look like the whole.
   */
  void cutWithReset() {
    cutsWithReset = true;
    channel.config().setOption(ChannelOption.SO_LINGER, RESET);
  }

  /**
   * Sends all written bytes and the end of the stream, and reads on for a moment: closing a socket
   * with unread bytes resets the connection, and the client could lose the answer.
   *
   * @param inputEnded whether the client sends nothing more
   */
  void closeAfterWriting(boolean inputEnded) {
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> {
          if (written.isSuccess()) {
            endOutput();
          }
          long millis = inputEnded ? 0 : LINGER_MILLIS;
          channel.eventLoop().schedule(() -> channel.close(), millis, TimeUnit.MILLISECONDS);
        });
    channel.config().setAutoRead(true);
  }

  private void endOutput() {
    if (cutsWithReset) {
      channel.config().setOption(ChannelOption.SO_LINGER, SEND_ALL);
    }
    if (channel instanceof DuplexChannel duplex && channel.isActive()) {
      duplex.shutdownOutput();
    }
  }
}
