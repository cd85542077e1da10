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
import io.pitwall.server.metrics.PrometheusText;
import io.pitwall.server.metrics.ServerMetrics;
import io.pitwall.server.network.EventLoops;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Listens for HTTP, and serves until it is closed. */
public final class HttpServer implements AutoCloseable {
  /** How metrics name the statements that come here. */
  public static final String QUERY_LABEL = "http";

  private static final AttributeKey<HttpConnection> CONNECTION =
      AttributeKey.valueOf(HttpServer.class, "connection");
  private static final int RECEIVE_BYTES = 64 << 10;
  private static final int BACKLOG = 1024;
  private static final long DRAIN_MILLIS = 5_000;

  private final HttpOptions options;
  private final HttpServices services;
  private final BodyBuffers buffers;
  private final IngestWorkers workers;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  /** Those past the limit, for the moment in which they are told so. */
  private final ChannelGroup turnedAway = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  private final Channel listener;

  private HttpServer(HttpOptions options, EventLoops loops, ServerMetrics metrics)
      throws IOException {
    this.options = options;
    HttpLimits limits = options.limits();
    buffers = new BodyBuffers(limits);
    workers = new IngestWorkers(options.ingestThreads(), options.parsers(), buffers, limits);
    Refusals refusals = new Refusals();
    services =
        new HttpServices(
            limits,
            new Router(),
            new Authenticator(options.principals()),
            refusals,
            buffers,
            options.store(),
            metrics);
    serveAll(refusals);
    try {
      listener = bind(loops);
    } catch (IOException e) {
      workers.close();
      throw e;
    }
  }

  /**
   * Binds and begins to serve.
   *
   * @param loops closed by the caller, after this server
   * @throws IOException if the address can't be listened to
   */
  public static HttpServer start(HttpOptions options, EventLoops loops, ServerMetrics metrics)
      throws IOException {
    return new HttpServer(options, loops, metrics);
  }

  private void serveAll(Refusals refusals) {
    WriteHandler.WriteServices writes =
        new WriteHandler.WriteServices(
            options.limits(),
            options.writeLimits(),
            options.ingestLimits(),
            buffers,
            workers,
            options.store(),
            refusals,
            options.clock());
    RequestHandler lineProtocol = write(WriteRoad.LINE_PROTOCOL, writes);
    services
        .router()
        .serve("POST", "/api/v1/write/line-protocol", false, lineProtocol)
        .serve("POST", "/write", false, lineProtocol)
        .serve("POST", "/api/v2/write", false, lineProtocol)
        .serve("POST", "/api/v1/write/json", false, write(WriteRoad.JSON, writes))
        .serve("POST", "/api/v1/write/msgpack", false, write(WriteRoad.MESSAGEPACK, writes))
        .serve(
            "POST",
            "/api/v1/query",
            false,
            new QueryHandler(
                options.limits(),
                buffers,
                options.statements(),
                options.queryThreads(),
                options.queryTimeout(),
                refusals,
                services.metrics().queries(QUERY_LABEL)))
        .serve("GET", "/metrics", false, RequestHandler.answering(exchange -> metricsAnswer()))
        .serve("GET", "/health", true, RequestHandler.answering(this::healthAnswer))
        .serve("GET", "/ready", true, RequestHandler.answering(exchange -> readyAnswer()))
        .serve("GET", "/ping", true, RequestHandler.answering(exchange -> pingAnswer()));
  }

  private RequestHandler write(WriteRoad road, WriteHandler.WriteServices writes) {
    return new WriteHandler(road, writes, services.metrics().writes(road.label()));
  }

  private Answer metricsAnswer() {
    return Answer.of(200, PrometheusText.CONTENT_TYPE, options.metricsText().get());
  }

  private Answer healthAnswer(Exchange exchange) {
    HealthReport report = options.health().get();
    int status = report.status() == HealthReport.Status.FAILING ? 503 : 200;
    return Answer.json(status, report.toJson(exchange.principal().isAuthenticated()));
  }

  private Answer readyAnswer() {
    boolean ready = options.isReady().get();
    JsonText json = new JsonText().raw("{\"status\":").string(ready ? "ready" : "not ready");
    return Answer.json(ready ? 200 : 503, json.raw("}\n").toByteArray());
  }

  private Answer pingAnswer() {
    return Answer.NO_CONTENT.withHeader("X-Pitwall-Version", options.version());
  }

  private Channel bind(EventLoops loops) throws IOException {
    InetSocketAddress address = options.address();
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
    int most = options.limits().maxConnections();
    HttpConnection connection = new HttpConnection(services, channel);
    if (connections.size() < most) {
      connections.add(channel);
      channel.attr(CONNECTION).set(connection);
    } else {
      services.metrics().connectionRefused();
      if (turnedAway.size() >= most) {
        channel.close();
        return;
      }
      turnedAway.add(channel);
      HttpRefusal refusal =
          new HttpRefusal(503, most + " connections are open (limit max-connections)");
      channel.eventLoop().execute(() -> connection.malformed(refusal));
    }
    channel.pipeline().addLast(connection.framing(), connection);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** All paths that need a token, or all that need none, as {@code METHOD PATH}. */
  public List<String> routes(boolean isPublic) {
    return services.router().paths(isPublic);
  }

  /** Bytes of all bodies under way. */
  public long inflightBytes() {
    return buffers.inUseBytes();
  }

  /**
   * Takes no new connection and no new request, answers what is under way for up to five seconds,
   * then cuts the rest.
   */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    for (Channel channel : connections) {
      channel
          .eventLoop()
          .execute(() -> {
            HttpConnection connection = channel.attr(CONNECTION).get();
            if (connection != null) {
              connection.drain();
            }
          });
    }
    connections.newCloseFuture().awaitUninterruptibly(DRAIN_MILLIS);
    connections.close().awaitUninterruptibly();
    turnedAway.close().awaitUninterruptibly();
    workers.close();
  }
}
