package io.pitwall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PGInterval;
import org.postgresql.util.PSQLException;

/** PostgreSQL's JDBC driver in simple mode. */
class PgjdbcTest {
  private final FakeEngine engine = new FakeEngine();
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(engine);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eachTypeArrivesAsItsJavaType() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("types")) {
      assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.TIMESTAMP);
      assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("timestamptz");
      assertThat(rows.getMetaData().getColumnType(2)).isEqualTo(Types.BIGINT);
      assertThat(rows.getMetaData().getColumnType(3)).isEqualTo(Types.DOUBLE);
      assertThat(rows.getMetaData().getColumnType(4)).isEqualTo(Types.BIT);
      assertThat(rows.getMetaData().getColumnType(5)).isEqualTo(Types.VARCHAR);
      assertThat(rows.next()).isTrue();
      Instant time = Instant.parse("2026-01-01T00:00:00.123456Z");
      Calendar utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
      assertThat(rows.getTimestamp(1)).isEqualTo(Timestamp.from(time));
      assertThat(rows.getTimestamp(1, utc)).isEqualTo(Timestamp.from(time));
      assertThat(rows.getObject(1, OffsetDateTime.class)).isEqualTo(time.atOffset(ZoneOffset.UTC));
      assertThat(rows.getString(1)).isEqualTo("2026-01-01 00:00:00.123456+00");
      assertThat(rows.getLong(2)).isEqualTo(Long.MIN_VALUE);
      assertThat(rows.getDouble(3)).isEqualTo(211.25);
      assertThat(rows.getBoolean(4)).isTrue();
      assertThat(rows.getString(5)).isEqualTo("Jürgen");
      assertThat(new PGInterval(rows.getString(6)).getSeconds()).isEqualTo(10.5);
      assertThat(rows.next()).isTrue();
      for (int column = 1; column <= 5; column++) {
        assertThat(rows.getObject(column)).isNull();
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void anErrorHasItsStateAndPosition() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("fail"))
          .isInstanceOfSatisfying(
              PSQLException.class,
              e -> {
                assertThat(e.getSQLState()).isEqualTo("42703");
                assertThat(e.getServerErrorMessage()).isNotNull();
                assertThat(e.getServerErrorMessage().getPosition()).isEqualTo(3);
                assertThat(e.getServerErrorMessage().getMessage()).isEqualTo("no such column");
              });
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void aLargeResultArrivesWhole() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("rows 300000")) {
      long count = 0;
      while (rows.next()) {
        assertThat(rows.getLong(1)).isEqualTo(count % FakeEngine.PAGE_ROWS);
        count++;
      }
      assertThat(count).isEqualTo(300_000);
    }
  }

  @Test
  void aQueryTimeoutOfTheDriverCancels() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertThatThrownBy(() -> statement.executeQuery("wait"))
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("57014");
      statement.setQueryTimeout(0);
      assertThat(statement.execute("rows 0")).isTrue();
    }
    assertThat(engine.openResults).hasValue(0);
  }

  @Test
  void transactionsOfTheDriverBeginFailAndEnd() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("rows 0");
      assertThatThrownBy(() -> statement.execute("fail")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("rows 0"))
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("25P02");
      connection.rollback();
      statement.execute("rows 0");
      connection.commit();
      connection.setReadOnly(true);
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(""), "admin", "wrong"))
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("28P01");
  }

  @Test
  void theDriversOwnModeIsToldWhatToDo() {
    String url = server.jdbcUrl("").replace("preferQueryMode=simple", "");
    assertThatThrownBy(
            () -> {
              try (Connection connection =
                      DriverManager.getConnection(url, "admin", TestServer.PASSWORD);
                  Statement statement = connection.createStatement()) {
                statement.execute("rows 0");
              }
            })
        .hasMessageContaining("extended query protocol is not supported yet; use simple mode");
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(""), "admin", TestServer.PASSWORD);
  }
}
