package io.pitwall.server.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.server.Eventually;
import io.pitwall.server.RunningServer;
import io.pitwall.server.config.Setting;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;

/** Statements on a server on which one runs at a time, and one can wait. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryLimitsTest {
  private static final String HTTP = "{protocol=\"http\"}";
  private static final String POSTGRESQL = "{protocol=\"postgresql\"}";

  /** Takes many seconds, if it is let. */
  private static final String LONG_QUERY =
      String.join(
          " UNION ALL ",
          Collections.nCopies(
              60, "SELECT COUNT(DISTINCT text || CAST(n AS VARCHAR)) AS c FROM large"));

  private final ExecutorService clients = Executors.newCachedThreadPool();
  private RunningServer server;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    server =
        RunningServer.start(
            directory,
            Map.of(
                Setting.QUERY_THREADS, "1",
                Setting.MAX_OPEN_QUERIES, "1",
                Setting.MAX_QUEUED_QUERIES, "1",
                Setting.MAX_QUERY_MEMORY, "400MiB",
                Setting.MAX_TOTAL_QUERY_MEMORY, "400MiB"));
    UnreadAnswer.writeTable(server);
  }

  @AfterAll
  void stop() throws IOException {
    clients.close();
    server.close();
  }

  @AfterEach
  void nothingIsLeftBehind() throws InterruptedException {
    await("pitwall_queries_running", 0);
    await("pitwall_queries_waiting", 0);
  }

  @Test
  void whatIsPastTheQueueIsRefusedOnBothProtocolsAndWhatWaitsIsAnswered() throws Exception {
    double refusedBefore = server.metric("pitwall_query_refusals_total" + POSTGRESQL);
    Future<String> waiting;
    try (Connection postgres = connect();
        Statement statement = postgres.createStatement();
        UnreadAnswer unread = new UnreadAnswer(server)) {
      waiting = clients.submit(() -> server.data("SELECT COUNT(*) FROM large"));
      await("pitwall_queries_waiting", 1);
      HttpResponse<String> refused = server.query("SELECT 1");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(refused.body()).contains("max-queued-queries");
      assertThatThrownBy(() -> statement.execute("SELECT 1"))
          .isInstanceOfSatisfying(
              PSQLException.class,
              e -> {
                assertThat(e.getSQLState()).isEqualTo("53000");
                assertThat(e.getMessage()).contains("max-queued-queries");
              });
      await("pitwall_query_refusals_total" + POSTGRESQL, refusedBefore + 1);
      unread.goAway();
      assertThat(waiting.get()).isEqualTo("[[36000]]");
      assertThat(statement.execute("SELECT 1")).isTrue();
    }
  }

  @Test
  void aClientThatGoesEndsItsQuery() throws Exception {
    double aborted = server.metric("pitwall_query_aborts_total" + HTTP);
    double ended = server.metric("pitwall_queries_total" + HTTP);
    new UnreadAnswer(server).close();
    await("pitwall_query_aborts_total" + HTTP, aborted + 1);
    await("pitwall_queries_total" + HTTP, ended + 1);
    goDuringAQuery("HTTP/1.1\r\nHost: h");
    await("pitwall_queries_total" + HTTP, ended + 2);
    goDuringAQuery("HTTP/1.1\r\nHost: h\r\nConnection: close");
    await("pitwall_queries_total" + HTTP, ended + 3);
    goDuringAQuery("HTTP/1.0");
    await("pitwall_queries_total" + HTTP, ended + 4);
  }

  private void goDuringAQuery(String version) throws Exception {
    try (Socket socket = server.connect()) {
      String body = "{\"database\":\"d\",\"sql\":\"" + LONG_QUERY + "\"}";
      String head =
          "POST /api/v1/query "
              + version
              + "\r\nx-api-key: "
              + RunningServer.TOKEN
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n";
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      await("pitwall_queries_running", 1);
    }
  }

  @Test
  void aPostgresqlClientCancelsWhatRunsAndGoesOn() throws Exception {
    double failed = server.metric("pitwall_query_errors_total" + POSTGRESQL);
    try (Connection postgres = connect();
        Statement statement = postgres.createStatement()) {
      Future<?> running = clients.submit(() -> statement.execute(LONG_QUERY));
      await("pitwall_queries_running", 1);
      statement.cancel();
      assertThatThrownBy(running::get)
          .cause()
          .isInstanceOfSatisfying(
              PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM large")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(36_000);
      }
    }
    await("pitwall_query_errors_total" + POSTGRESQL, failed + 1);
  }

  @Test
  void aPostgresqlStatementEndsWhenItsTimeIsOver() throws SQLException {
    try (Connection postgres = connect();
        Statement statement = postgres.createStatement()) {
      statement.execute("SET statement_timeout = '50ms'");
      assertThatThrownBy(() -> statement.execute(LONG_QUERY))
          .isInstanceOfSatisfying(
              PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      statement.execute("SET statement_timeout = 0");
      assertThat(statement.execute("SELECT COUNT(*) FROM large")).isTrue();
    }
  }

  @Test
  void statementsOfBothProtocolsAreCounted() throws Exception {
    double http = server.metric("pitwall_queries_total" + HTTP);
    double postgresql = server.metric("pitwall_queries_total" + POSTGRESQL);
    double rows = server.metric("pitwall_query_rows_total" + POSTGRESQL);
    double latencies = server.metric("pitwall_query_latency_seconds_count" + POSTGRESQL);
    server.query("SELECT n FROM large LIMIT 3");
    server.query("SELECT nope");
    try (Connection postgres = connect();
        Statement statement = postgres.createStatement()) {
      statement.execute("SELECT n FROM large LIMIT 5; SELECT n FROM large LIMIT 2");
      await("pitwall_postgres_connections", 1);
    }
    await("pitwall_queries_total" + HTTP, http + 2);
    await("pitwall_queries_total" + POSTGRESQL, postgresql + 2);
    await("pitwall_query_rows_total" + POSTGRESQL, rows + 7);
    await("pitwall_query_latency_seconds_count" + POSTGRESQL, latencies + 2);
  }

  private void await(String sample, double value) throws InterruptedException {
    Eventually.isSo(sample + " is " + value, () -> server.metric(sample) == value);
  }

  private Connection connect() throws SQLException {
    String url =
        "jdbc:postgresql://127.0.0.1:"
            + server.server().postgresAddress().getPort()
            + "/d?preferQueryMode=simple";
    return DriverManager.getConnection(url, "admin", RunningServer.TOKEN);
  }
}
