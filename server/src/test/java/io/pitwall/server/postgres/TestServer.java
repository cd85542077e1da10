package io.pitwall.server.postgres;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.pitwall.server.auth.ScramVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server on a free loopback port whose user {@code admin} has the password {@link #PASSWORD}. */
final class TestServer implements AutoCloseable {
  static final String PASSWORD = "pw_test-token";

  /** Patient, so that a busy machine fails no test. */
  static final PostgresLimits LIMITS =
      new PostgresLimits(
          64 * 1024, 64, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60));

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final PostgresServer server;

  TestServer(QueryRunner runner, PostgresLimits limits) throws IOException {
    byte[] salt = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    ScramVerifier admin = ScramVerifier.of(PASSWORD, salt, 4096);
    ScramVerifier nobody = ScramVerifier.of("not a password of anybody", salt, 4096);
    server =
        PostgresServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            group,
            NioServerSocketChannel.class,
            runner,
            user -> user.equals("admin") ? admin : nobody,
            limits);
  }

  TestServer(QueryRunner runner) throws IOException {
    this(runner, LIMITS);
  }

  InetSocketAddress address() {
    return server.address();
  }

  PostgresServer server() {
    return server;
  }

  String jdbcUrl(String options) {
    return "jdbc:postgresql://127.0.0.1:"
        + address().getPort()
        + "/race?preferQueryMode=simple"
        + options;
  }

  RawClient connect() throws IOException {
    return new RawClient(address());
  }

  RawClient login() throws IOException {
    RawClient client = connect();
    client.login(PASSWORD);
    return client;
  }

  @Override
  public void close() {
    server.close();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
