package io.pitwall.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.pitwall.server.network.EventLoops;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Listens for HTTP and serves a table of routes until it is closed. Safe for all threads. */
public final class HttpServer implements AutoCloseable {
  private static final AttributeKey<ServerConnection> CONNECTION =
      AttributeKey.valueOf(HttpServer.class, "connection");
  private static final int RECEIVE_BYTES = 64 << 10;
  private static final int BACKLOG = 1024;
  private static final long DRAIN_MILLIS = 5_000;

  private final HttpServices services;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  /** Connections past the limit, while they are sent the reason. */
  private final ChannelGroup turnedAway = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  private final Channel listener;

  private HttpServer(HttpServices services, EventLoops loops) throws IOException {
    this.services = services;
    this.listener = bind(loops);
  }

  /**
   * Binds and begins to serve.
   *
   * @param loops closed by the caller, after this server
   * @param events receives what metrics count
   * @throws IOException if it can't listen on the address
   */
  public static HttpServer start(
      HttpOptions options, RouteTable routes, EventLoops loops, HttpEvents events)
      throws IOException {
    Authenticator authenticator = new Authenticator(options.principals());
    return new HttpServer(new HttpServices(options, routes, authenticator, events), loops);
  }

  private Channel bind(EventLoops loops) throws IOException {
    InetSocketAddress address = services.options().address();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops.acceptor(), loops.workers())
            .channel(loops.listenerType())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(1024, 4096, RECEIVE_BYTES))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                });
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "can't listen for HTTP on " + address + ": " + bound.cause().getMessage(), bound.cause());
    }
    return bound.channel();
  }

  private void accept(Channel channel) {
    int most = services.limits().maxConnections();
    ServerConnection connection = new ServerConnection(services, channel);
    if (connections.size() < most) {
      connections.add(channel);
      channel.attr(CONNECTION).set(connection);
    } else {
      services.events().connectionRefused();
      if (turnedAway.size() >= most) {
        channel.close();
        return;
      }
      turnedAway.add(channel);
      HttpRefusal refusal =
          new HttpRefusal(
              503, most + " connections are open " + ConnectionLimits.MAX_CONNECTIONS.clause());
      channel.eventLoop().execute(() -> connection.malformed(refusal));
    }
    channel.pipeline().addLast(connection.framing(), connection);
  }

  /** The address it listens on, with the port that the system chose. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /**
   * Takes no new connection and no new request, answers the requests that were received for up to
   * five seconds, then closes all connections.
   */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    for (Channel channel : connections) {
      channel
          .eventLoop()
          .execute(() -> {
            ServerConnection connection = channel.attr(CONNECTION).get();
            if (connection != null) {
              connection.drain();
            }
          });
    }
    connections.newCloseFuture().awaitUninterruptibly(DRAIN_MILLIS);
    connections.close().awaitUninterruptibly();
    turnedAway.close().awaitUninterruptibly();
  }
}
