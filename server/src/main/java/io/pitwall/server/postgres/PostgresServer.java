package io.pitwall.server.postgres;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.pitwall.server.auth.Principal;
import io.pitwall.server.network.ConnectionSweep;
import io.pitwall.server.network.EventLoops;
import io.pitwall.server.network.GateOptions;
import io.pitwall.server.network.NetworkGate;
import io.pitwall.server.postgres.login.LoginHandler;
import io.pitwall.server.postgres.login.LoginLimits;
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
import java.util.Map;
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

  private final LoginServices logins;
  private final SessionServices sessions;
  private final NetworkGate gate;

  private PostgresServer(PostgresOptions options, EventLoops loops) throws IOException {
    SecureRandom random = new SecureRandom();
    CancelRegistry cancels = new CancelRegistry(random);
    PostgresLimits limits = options.limits();
    ConnectionSweep sweep = new ConnectionSweep(limits.shortestTimeout().toMillis());
    sessions =
        new SessionServices(
            options.runner(),
            options.workers(),
            cancels,
            options.metrics(),
            sweep,
            options.clock(),
            limits.session());
    logins =
        new LoginServices(
            options.verifiers(),
            random,
            cancels::cancel,
            this::openSession,
            new Semaphore(limits.maxConnections()),
            sweep,
            options.clock(),
            limits.login());
    // Besides the sessions, as many again may connect to get an error or to cancel a query.
    int maxServed = 2 * limits.maxConnections();
    GateOptions.Limits gateLimits =
        new GateOptions.Limits(
            new GateOptions.Cap(maxServed, LoginLimits.MAX_PG_CONNECTIONS),
            new GateOptions.Cap(
                limits.maxConnectionsPerAddress(), LoginLimits.MAX_PG_CONNECTIONS_PER_ADDRESS),
            0);
    GateOptions gateOptions =
        new GateOptions(
            "PostgreSQL clients",
            options.address(),
            gateLimits,
            PostgresServer::tune,
            options.clock());
    gate = NetworkGate.open(gateOptions, loops, new Connections());
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

  private static void tune(ServerBootstrap bootstrap) {
    bootstrap.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD_BYTES);
  }

  /** Sets up connections; those past the limit are closed without a word. */
  private final class Connections implements NetworkGate.Protocol {
    @Override
    public void serve(Channel channel) {
      FrontendDecoder decoder = new FrontendDecoder();
      channel.pipeline().addLast("decoder", decoder);
      channel.pipeline().addLast("login", new LoginHandler(logins, decoder));
    }

    @Override
    public void turnAway(Channel channel, String reason) {
      channel.close();
    }
  }

  private ChannelHandler openSession(Channel channel, Principal principal, StartupPacket startup)
      throws PostgresException {
    Session session = new Session(principal, startup.database(), startup.settings());
    return new SessionHandler(sessions, session, channel);
  }

  /** The address it listens on, with the port that the system chose. */
  public InetSocketAddress address() {
    return gate.address();
  }

  /** The number of open connections, logged in or not. */
  public int connections() {
    return gate.connections();
  }

  /** How many connections were turned away since the start, by the name of the limit. */
  public Map<String, Long> refusedConnections() {
    return gate.refusedConnections();
  }

  /** Takes no more clients, cancels their statements and closes their connections. */
  @Override
  public void close() {
    gate.close();
  }
}
