package io.pitwall.server.postgres;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.pitwall.server.auth.Principal;
import io.pitwall.server.network.EventLoops;
import io.pitwall.server.postgres.login.LoginHandler;
import io.pitwall.server.postgres.login.LoginServices;
import io.pitwall.server.postgres.login.StartupPacket;
import io.pitwall.server.postgres.session.CancelRegistry;
import io.pitwall.server.postgres.session.Session;
import io.pitwall.server.postgres.session.SessionHandler;
import io.pitwall.server.postgres.session.SessionServices;
import io.pitwall.server.postgres.wire.FrontendDecoder;
import io.pitwall.server.postgres.wire.PostgresException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;

/**
 * Listens for PostgreSQL clients. Their statements run on threads of the caller, at most one for
 * each connection.
 */
public final class PostgresServer implements AutoCloseable {
  /** How metrics name the statements of this protocol. */
  public static final String QUERY_LABEL = "postgresql";

  /** About this much of an answer at most waits in memory for a client to read it. */
  private static final WriteBufferWaterMark UNREAD_BYTES =
      new WriteBufferWaterMark(256 * 1024, 768 * 1024);

  private final PostgresLimits limits;
  private final LoginServices logins;
  private final SessionServices sessions;
  private final ChannelGroup connections =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final Channel listener;

  private PostgresServer(PostgresOptions options, EventLoops loops) throws IOException {
    SecureRandom random = new SecureRandom();
    CancelRegistry cancels = new CancelRegistry(random);
    limits = options.limits();
    sessions =
        new SessionServices(
            options.runner(),
            options.workers(),
            cancels,
            options.metrics(),
            options.clock(),
            limits.session());
    logins =
        new LoginServices(
            options.verifiers(),
            random,
            cancels::cancel,
            this::openSession,
            new Semaphore(limits.maxConnections()),
            limits.login());
    listener = bind(options.address(), loops);
  }

  /**
   * Starts to listen.
   *
   * @param loops closed by the caller, after this server
   * @throws IOException if the server can't listen on the address
   */
  public static PostgresServer start(PostgresOptions options, EventLoops loops) throws IOException {
    return new PostgresServer(options, loops);
  }

  private Channel bind(InetSocketAddress address, EventLoops loops) throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops.workers())
            .channel(loops.listenerType())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD_BYTES)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                });
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "can't listen for PostgreSQL clients at " + address + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    return bound.channel();
  }

  /** Sets up a connection, unless there are far too many. */
  private void accept(Channel channel) {
    if (connections.size() >= 2 * limits.maxConnections()) {
      channel.close();
      return;
    }
    connections.add(channel);
    FrontendDecoder decoder = new FrontendDecoder();
    channel.pipeline().addLast("decoder", decoder);
    channel.pipeline().addLast("login", new LoginHandler(logins, decoder));
  }

  private ChannelHandler openSession(Channel channel, Principal principal, StartupPacket startup)
      throws PostgresException {
    Session session = new Session(principal, startup.database(), startup.settings());
    return new SessionHandler(sessions, session, channel);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** The number of open connections, logged in or not. */
  public int connections() {
    return connections.size();
  }

  /** Takes no more clients, cancels their statements and closes their connections. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly();
  }
}
