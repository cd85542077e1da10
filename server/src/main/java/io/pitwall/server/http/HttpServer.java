package io.pitwall.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.util.AttributeKey;
import io.pitwall.server.network.ConnectionSweep;
import io.pitwall.server.network.EventLoops;
import io.pitwall.server.network.GateOptions;
import io.pitwall.server.network.NetworkGate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/** Listens for HTTP and serves a table of routes until it is closed. Safe for all threads. */
public final class HttpServer implements AutoCloseable {
  private static final AttributeKey<ServerConnection> CONNECTION =
      AttributeKey.valueOf(HttpServer.class, "connection");
  private static final int RECEIVE_BYTES = 64 << 10;
  private static final int BACKLOG = 1024;
  private static final long DRAIN_MILLIS = 5_000;

  private final HttpServices services;
  private final NetworkGate gate;

  private HttpServer(HttpServices services, EventLoops loops) throws IOException {
    this.services = services;
    HttpOptions options = services.options();
    int most = options.limits().maxConnections();
    GateOptions.Limits limits =
        new GateOptions.Limits(
            new GateOptions.Cap(most, ConnectionLimits.MAX_CONNECTIONS),
            new GateOptions.Cap(
                options.limits().maxConnectionsPerAddress(),
                ConnectionLimits.MAX_CONNECTIONS_PER_ADDRESS),
            new GateOptions.Cap(
                options.limits().maxNewConnectionsPerAddress(),
                ConnectionLimits.MAX_NEW_CONNECTIONS_PER_ADDRESS),
            most);
    GateOptions gateOptions =
        new GateOptions("HTTP", options.address(), limits, HttpServer::tune, options.clock());
    this.gate = NetworkGate.open(gateOptions, loops, new Connections());
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
    Authenticator authenticator = new Authenticator(options.principals(), options.attempts());
    ConnectionSweep sweep = new ConnectionSweep(options.limits().timeouts().shortestMillis());
    AnswerEncoder encoder = new AnswerEncoder(options.clock());
    return new HttpServer(
        new HttpServices(options, routes, authenticator, encoder, events, sweep), loops);
  }

  private static void tune(ServerBootstrap bootstrap) {
    bootstrap
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR,
            new AdaptiveRecvByteBufAllocator(1024, 4096, RECEIVE_BYTES));
  }

  /** Sets up connections. */
  private final class Connections implements NetworkGate.Protocol {
    @Override
    public void serve(Channel channel) {
      ServerConnection connection = open(channel);
      channel.attr(CONNECTION).set(connection);
    }

    @Override
    public void turnAway(Channel channel, String reason) {
      ServerConnection connection = open(channel);
      HttpRefusal refusal = new HttpRefusal(503, reason);
      channel.eventLoop().execute(() -> connection.malformed(refusal));
    }

    private ServerConnection open(Channel channel) {
      ServerConnection connection = new ServerConnection(services, channel);
      channel.pipeline().addLast(connection.framing(), connection);
      return connection;
    }
  }

  /** The address it listens on, with the port that the system chose. */
  public InetSocketAddress address() {
    return gate.address();
  }

  /** How many connections were turned away since the start, by the name of the limit. */
  public Map<String, Long> refusedConnections() {
    return gate.refusedConnections();
  }

  /**
   * Takes no new connection and no new request, answers the requests that were received for up to
   * five seconds, then closes all connections.
   */
  @Override
  public void close() {
    gate.drain(HttpServer::drain, DRAIN_MILLIS);
    gate.close();
  }

  private static void drain(Channel channel) {
    ServerConnection connection = channel.attr(CONNECTION).get();
    if (connection != null) {
      connection.drain();
    }
  }
}
