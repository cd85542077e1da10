package io.pitwall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.client.encode.LineProtocolEncoder;
import io.pitwall.client.race.RaceGenerator;
import io.pitwall.client.race.RaceTable;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.server.PitwallServer;
import io.pitwall.server.config.Setting;
import io.pitwall.server.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;

/** The eight queries of a race's dashboard, word for word, against a whole server. */
class DashboardTest {
  private static final int ROWS = 2_000;
  private static final int FIELD = 40;

  @TempDir static Path directory;

  private static PitwallServer server;

  @BeforeAll
  static void startAndLoad() throws Exception {
    Map<Setting, String> flags =
        Map.of(
            Setting.DATA_DIR, directory.toString(),
            Setting.HTTP, "127.0.0.1:0",
            Setting.PG, "127.0.0.1:0");
    Settings settings = Settings.load(flags, Map.of(), null, Runtime.getRuntime().maxMemory());
    server = PitwallServer.start(settings, TestServer.PASSWORD);
    // Rows of the near future stay in every window, however long the test takes.
    long start = Instant.now().plusSeconds(300).getEpochSecond() * 1_000_000_000L;
    RaceGenerator race = new RaceGenerator(24, FIELD);
    for (RaceTable table : RaceTable.values()) {
      long[] times = new long[ROWS];
      Arrays.setAll(times, i -> start + i * 1_000_123L);
      write(new LineProtocolEncoder().encode(race.read(table, times)).bytes());
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  static List<String> queries() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DashboardTest.class.getResourceAsStream("dashboard.sql"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SqlStatement.split(text).stream().map(SqlStatement::text).toList();
    }
  }

  @Test
  void thereAreEightQueries() throws IOException {
    assertThat(queries()).hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void psqlAndTheJdbcDriverShowTheSameRows(String sql) throws Exception {
    Psql.assumePresent();
    List<String> jdbc = rows(sql);
    assertThat(jdbc).isNotEmpty();
    List<String> psql =
        Psql.run(postgres(), "", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql).lines().toList();
    assertThat(psql).isEqualTo(jdbc);
  }

  @Test
  void psqlRunsAllEightFromOneText() throws Exception {
    Psql.assumePresent();
    String output = Psql.run(postgres(), "", "-A", "-c", String.join(";", queries()));
    assertThat(output).doesNotContain("ERROR");
    assertThat(output.lines().filter(line -> line.matches("\\(\\d+ rows?\\)"))).hasSize(8);
  }

  @Test
  void columnsHaveTheTypesOfTheirValues() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT time, car_number, driver, speed_mph, COUNT(*) AS n"
                    + " FROM nascar_telemetry.engine_telemetry"
                    + " GROUP BY time, car_number, driver, speed_mph ORDER BY time LIMIT 1")) {
      ResultSetMetaData columns = rows.getMetaData();
      assertThat(columns.getColumnTypeName(1)).isEqualTo("timestamptz");
      assertThat(columns.getColumnTypeName(2)).isEqualTo("int8");
      assertThat(columns.getColumnTypeName(3)).isEqualTo("text");
      assertThat(columns.getColumnTypeName(4)).isEqualTo("float8");
      assertThat(columns.getColumnTypeName(5)).isEqualTo("int8");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getTimestamp(1).toInstant()).isAfter(Instant.now().minusSeconds(600));
    }
  }

  @Test
  void theDatabaseOfTheConnectionIsWhereTablesAreLookedUp() throws SQLException {
    assertThat(rows("SELECT COUNT(*) FROM tire_telemetry")).containsExactly("2000");
    assertThat(rows("SHOW TABLES")).isNotEmpty();
  }

  @Test
  void anUnknownColumnIsPointedAt() throws SQLException {
    String sql = "SELECT 1; SELECT time,\n  sped_mph FROM engine_telemetry";
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              PSQLException.class,
              e -> {
                assertThat(e.getSQLState()).isEqualTo("42703");
                int position = Objects.requireNonNull(e.getServerErrorMessage()).getPosition();
                assertThat(sql.substring(position - 1)).startsWith("sped_mph");
              });
    }
  }

  private static List<String> rows(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          String value = rows.getString(column);
          values.add(value == null ? "" : value);
        }
        lines.add(String.join("|", values));
      }
    }
    return lines;
  }

  private static InetSocketAddress postgres() {
    return server.postgresAddress();
  }

  private static Connection connect() throws SQLException {
    String url =
        "jdbc:postgresql://127.0.0.1:"
            + postgres().getPort()
            + "/nascar_telemetry?preferQueryMode=simple";
    return DriverManager.getConnection(url, "admin", TestServer.PASSWORD);
  }

  private static void write(byte[] body) throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "http://127.0.0.1:"
                + server.httpAddress().getPort()
                + "/api/v2/write?bucket=nascar_telemetry&precision=ns");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Token " + TestServer.PASSWORD)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
    }
  }
}
