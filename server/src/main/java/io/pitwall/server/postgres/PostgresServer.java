package io.pitwall.server.postgres;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.pitwall.server.metrics.QueryMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Listens for PostgreSQL clients. Their statements run on threads that the caller lends, at most
 * one for each connection.
 */
public final class PostgresServer implements AutoCloseable {
  /** How metrics name the statements that come here. */
  public static final String QUERY_LABEL = "postgresql";

  /** Of an answer at most about this much waits in memory for a client to read it. */
  private static final WriteBufferWaterMark UNREAD_BYTES =
      new WriteBufferWaterMark(256 * 1024, 768 * 1024);

  private final Channel listener;
  private final ChannelGroup connections;

  private PostgresServer(Channel listener, ChannelGroup connections) {
    this.listener = listener;
    this.connections = connections;
  }

  /**
   * Starts to listen.
   *
   * @param address port 0 takes a free one
   * @param group event loops of the caller, which it closes after this server
   * @param channelType what the group's loops can drive
   * @param workers where statements run, closed by the caller after this server; rejects what is
   *     too much
   * @throws IOException if the address can't be had
   */
  public static PostgresServer start(
      InetSocketAddress address,
      EventLoopGroup group,
      Class<? extends ServerSocketChannel> channelType,
      QueryRunner runner,
      Executor workers,
      QueryMetrics metrics,
      ScramVerifiers verifiers,
      PostgresLimits limits)
      throws IOException {
    SecureRandom random = new SecureRandom();
    ServerContext context =
        new ServerContext(
            runner,
            verifiers,
            limits,
            new CancelRegistry(random),
            new Semaphore(limits.maxConnections()),
            workers,
            metrics,
            random);
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(channelType)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD_BYTES)
            .childHandler(new Initializer(context, connections));
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "can't listen for PostgreSQL clients at " + address + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    return new PostgresServer(bound.channel(), connections);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** Connections there are, logged in or not. */
  public int connections() {
    return connections.size();
  }

  /** Takes no more clients, cancels their statements and closes their connections. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly();
  }

  /** Sets up each connection, unless there are far too many. */
  private static final class Initializer extends ChannelInitializer<SocketChannel> {
    private final ServerContext context;
    private final ChannelGroup connections;

    Initializer(ServerContext context, ChannelGroup connections) {
      this.context = context;
      this.connections = connections;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      if (connections.size() >= 2 * context.limits().maxConnections()) {
        channel.close();
        return;
      }
      connections.add(channel);
      FrontendDecoder decoder = new FrontendDecoder();
      channel.pipeline().addLast("decoder", decoder);
      channel.pipeline().addLast("startup", new StartupHandler(context, decoder));
    }
  }
}
