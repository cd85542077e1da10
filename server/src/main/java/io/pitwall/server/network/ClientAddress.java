package io.pitwall.server.network;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where the other end of a connection is. */
public final class ClientAddress {
  private ClientAddress() {}

  /** Returns the client's address; loopback for a channel that stays inside this process. */
  public static InetAddress of(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress client
        ? client.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
