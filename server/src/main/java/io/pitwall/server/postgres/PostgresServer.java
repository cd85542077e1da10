package io.pitwall.server.postgres;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.pitwall.server.network.ConnectionSweep;
import io.pitwall.server.network.EventLoops;
import io.pitwall.server.network.GateOptions;
import io.pitwall.server.network.NetworkGate;
import io.pitwall.server.postgres.login.LoginHandler;
import io.pitwall.server.postgres.login.LoginLimits;
import io.pitwall.server.postgres.login.LoginServices;
import io.pitwall.server.postgres.login.PendingLogins;
import io.pitwall.server.postgres.login.ProvenLogin;
import io.pitwall.server.postgres.login.SessionPermits;
import io.pitwall.server.postgres.login.StartupPacket;
import io.pitwall.server.postgres.session.CancelRegistry;
import io.pitwall.server.postgres.session.Session;
import io.pitwall.server.postgres.session.SessionHandler;
import io.pitwall.server.postgres.session.SessionLogin;
import io.pitwall.server.postgres.session.SessionServices;
import io.pitwall.server.postgres.wire.FrontendDecoder;
import io.pitwall.server.postgres.wire.PostgresException;
import io.pitwall.server.postgres.wire.ServerStop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /** As long as HTTP answers the requests that it has received. */
  private static final long DRAIN_MILLIS = 5_000;

  /** For statements to notice that they are cancelled. */
  private static final long CANCEL_MILLIS = 1_000;

  private final PendingLogins pending;
  private final SessionPermits permits;
  private final LoginServices logins;
  private final SessionServices sessions;
  private final NetworkGate gate;

  private PostgresServer(PostgresOptions options, EventLoops loops) throws IOException {
    SecureRandom random = new SecureRandom();
    CancelRegistry cancels = new CancelRegistry(random);
    PostgresLimits limits = options.limits();
    pending = new PendingLogins(limits.pendingLogins());
    permits = new SessionPermits(limits.maxConnections());
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
            options.attempts(),
            random,
            cancels::cancel,
            this::openSession,
            permits,
            pending,
            sweep,
            options.clock(),
            limits.login());
    int maxServed =
        Math.clamp(
            (long) limits.maxConnections() + limits.pendingLogins().all(), 1, Integer.MAX_VALUE);
    // Connections past these may still cancel a query; the pending logins limit their number.
    GateOptions.Limits gateLimits =
        new GateOptions.Limits(
            new GateOptions.Cap(maxServed, LoginLimits.MAX_PG_CONNECTIONS),
            new GateOptions.Cap(
                limits.maxConnectionsPerAddress(), LoginLimits.MAX_PG_CONNECTIONS_PER_ADDRESS),
            new GateOptions.Cap(
                limits.maxNewConnectionsPerAddress(),
                LoginLimits.MAX_NEW_PG_CONNECTIONS_PER_ADDRESS),
            Integer.MAX_VALUE);
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

  /** Sets up connections; those past a limit can only cancel a query of another. */
  private final class Connections implements NetworkGate.Protocol {
    @Override
    public void serve(Channel channel) {
      open(channel, null);
    }

    @Override
    public void turnAway(Channel channel, String reason) {
      open(channel, "too many connections: " + reason);
    }

    private void open(Channel channel, @Nullable String refusal) {
      FrontendDecoder decoder = new FrontendDecoder();
      channel.pipeline().addLast("decoder", decoder);
      channel.pipeline().addLast("login", new LoginHandler(logins, decoder, refusal));
    }
  }

  private ChannelHandler openSession(Channel channel, ProvenLogin login, StartupPacket startup)
      throws PostgresException {
    SessionLogin client =
        new SessionLogin(login.principal(), login::holds, startup.database(), startup.settings());
    Session session = new Session(client);
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
    Map<String, Long> counts = new LinkedHashMap<>(gate.refusedConnections());
    counts.merge(LoginLimits.MAX_PG_CONNECTIONS.limitName(), permits.refused(), Long::sum);
    counts.putAll(pending.ended());
    return counts;
  }

  /**
   * Takes no more clients and ends the sessions with an error that says why: idle ones at once, the
   * others after their statement. What takes longer than five seconds is cancelled.
   */
  @Override
  public void close() {
    gate.drain(channel -> tell(channel, ServerStop.AFTER_STATEMENT), DRAIN_MILLIS);
    gate.drain(channel -> tell(channel, ServerStop.NOW), CANCEL_MILLIS);
    gate.close();
  }

  private static void tell(Channel channel, ServerStop stop) {
    channel.pipeline().fireUserEventTriggered(stop);
  }
}
