package io.pitwall.server.postgres;

import io.pitwall.server.auth.LoginAttempts;
import io.pitwall.server.auth.ScramVerifier;
import io.pitwall.server.metrics.QueryMetrics;
import io.pitwall.server.network.EventLoops;
import io.pitwall.server.postgres.login.PendingLogins;
import io.pitwall.server.query.QueryThreads;
import io.pitwall.server.query.StatementRunner;
import io.pitwall.storage.runtime.SystemClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A server on a free loopback port whose user {@code admin} has the password {@link #PASSWORD}. */
final class TestServer implements AutoCloseable {
  static final String PASSWORD = "pw_a-token-for-tests";

  /** Patient, so that a busy machine fails no test. */
  static final PostgresLimits LIMITS =
      new PostgresLimits(
          64 * 1024,
          64,
          64,
          100_000,
          new PendingLogins.Most(64, 64),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));

  /** What {@link #PASSWORD} is checked with; a test may change it. */
  final AtomicReference<ScramVerifier> admin = new AtomicReference<>(verifier(PASSWORD));

  private final EventLoops loops = new EventLoops(1);
  private final QueryThreads workers =
      new QueryThreads(new QueryThreads.Counts(64, 64, 64), new SystemClock());
  private final PostgresServer server;

  TestServer(StatementRunner runner, PostgresLimits limits) throws IOException {
    ScramVerifier nobody = verifier("not a password of anybody");
    server =
        PostgresServer.start(
            new PostgresOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                limits,
                runner,
                workers,
                user -> user.equals("admin") ? admin.get() : nobody,
                new LoginAttempts(LoginAttempts.Limits.DEFAULT, new SystemClock()),
                new QueryMetrics(),
                new SystemClock()),
            loops);
  }

  /** What a password is checked with. */
  static ScramVerifier verifier(String password) {
    byte[] salt = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    return ScramVerifier.of(password, salt, 4096);
  }

  TestServer(StatementRunner runner) throws IOException {
    this(runner, LIMITS);
  }

  InetSocketAddress address() {
    return server.address();
  }

  PostgresServer server() {
    return server;
  }

  /** How many statements wait for their clients to read. */
  int pausedQueries() {
    return workers.paused();
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
    workers.close();
    loops.close();
  }
}
