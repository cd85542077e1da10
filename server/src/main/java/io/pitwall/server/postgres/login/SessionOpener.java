package io.pitwall.server.postgres.login;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.pitwall.server.postgres.wire.PostgresException;

/** Opens the session of a client that has logged in. Called on the connection's event loop. */
@FunctionalInterface
public interface SessionOpener {
  /**
   * Opens a session.
   *
   * @param login who has logged in, and whether that still holds
   * @param startup what the client asked for
   * @return what takes the connection's further messages
   * @throws PostgresException if the client asks for settings that it can't have
   */
  ChannelHandler open(Channel channel, ProvenLogin login, StartupPacket startup)
      throws PostgresException;
}
