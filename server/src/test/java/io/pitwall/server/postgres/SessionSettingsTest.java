package io.pitwall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.server.postgres.RawClient.Message;
import io.pitwall.server.postgres.session.SessionLimits;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients set and show: honoured, harmless, or refused with what to do. */
class SessionSettingsTest {
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(new FakeEngine());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET extra_float_digits = 3 | C:SET",
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ UNCOMMITTED | C:SET",
        "set search_path to public, race | C:SET",
        "SET SESSION AUTHORIZATION DEFAULT | C:SET",
        "SET lock_timeout = '5s' | C:SET",
        "SET statement_timeout TO 0 | C:SET",
        "SET work_mem TO '64MB' | C:SET",
        "SET TIME ZONE 'UTC' | C:SET",
        "SET TIME ZONE LOCAL | C:SET",
        "SET TIME ZONE INTERVAL '+00:00' HOUR TO MINUTE | C:SET",
        "SET timezone = 'Etc/UTC' | C:SET",
        "BEGIN ISOLATION LEVEL READ COMMITTED, READ ONLY, NOT DEFERRABLE | C:BEGIN",
        "START TRANSACTION READ WRITE | C:START TRANSACTION",
        "BEGIN--x | C:BEGIN",
        "BEGIN/* x */;COMMIT--x | C:COMMIT",
        "RESET ALL | C:RESET",
        "DISCARD ALL | C:DISCARD ALL",
        "DEALLOCATE ALL | C:DEALLOCATE ALL",
        "CLOSE ALL | C:CLOSE CURSOR ALL",
        "UNLISTEN * | C:UNLISTEN"
      })
  void whatDriversSetIsTaken(String sql, String answer) throws IOException {
    try (RawClient client = server.login()) {
      assertThat(client.query(sql)).extracting(Message::toString).contains(answer + "|");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHOW server_version | 15.0",
        "show standard_conforming_strings | on",
        "SHOW TRANSACTION ISOLATION LEVEL | read committed",
        "show time zone | UTC",
        "SHOW work_mem | 4MB",
        "SET WORK_MEM = '1GB'; SHOW work_mem | 1GB",
        "SHOW search_path | \"$user\", public",
        "SET search_path TO \"$user\", public; SHOW search_path | \"$user\", public",
        "SET search_path = '$user', Public; SHOW search_path | \"$user\", public",
        "SET search_path = ''; SHOW search_path | \"\"",
        "SET search_path = DEFAULT; SHOW search_path | \"$user\", public",
        "SET my.own = 'it''s'; SHOW my.own | it's",
        "BEGIN READ ONLY; SHOW transaction_read_only | on",
        "BEGIN READ ONLY; COMMIT; SHOW transaction_read_only | off"
      })
  void settingsAreShown(String sql, String value) throws IOException {
    try (RawClient client = server.login()) {
      List<Message> said = client.query(sql);
      assertThat(said.get(said.size() - 3).text()).endsWith(value);
      assertThat(said.get(said.size() - 2)).hasToString("C:SHOW|");
    }
  }

  @Test
  void aChangedSettingIsReportedAgain() throws IOException {
    try (RawClient client = server.login()) {
      assertThat(client.query("SET application_name = 'Grafana 12'"))
          .hasToString("[C:SET|, S:application_name|Grafana 12|, Z:I]");
      assertThat(client.query("SHOW nonsense").getFirst().field('C')).isEqualTo("42704");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET nosuch = 1 | 42704 | nosuch",
        "SET nosuch TO DEFAULT | 42704 | nosuch",
        "SET LOCAL nosuch = 1 | | ",
        "BEGIN; SET LOCAL nosuch = 1 | 42704 | nosuch",
        "RESET nosuch | 42704 | nosuch",
        "SET my.1 = 1 | 42602 | my.1",
        "SET client_encoding TO latin1 | 22023 | UTF8",
        "SET TimeZone = 'Europe/Berlin' | 22023 | UTC",
        "SET TIME ZONE 'America/New_York' | 22023 | UTC",
        "SET TIME ZONE 2 | 22023 | UTC",
        "SET TIME ZONE INTERVAL '+02:00' HOUR TO MINUTE | 22023 | UTC",
        "SET LOCAL TIME ZONE 'Asia/Tokyo'; BEGIN; SET LOCAL TIME ZONE 'Asia/Tokyo' | 22023 | UTC",
        "SET DateStyle = 'German' | 22023 | ISO",
        "SET IntervalStyle = 'iso_8601' | 22023 | postgres",
        "SET extra_float_digits = 0 | 22023 | 1 to 3",
        "SET search_path TO other | 22023 | database of the connection",
        "SET search_path TO public, other | 22023 | database of the connection",
        "SET transform_null_equals = on | 22023 | off",
        "SET standard_conforming_strings = off | 22023 | on",
        "SET statement_timeout = 'soon' | 22023 | milliseconds",
        "SET ROLE other | 22023 | none",
        "SET server_version = '9' | 55P02 | cannot be changed",
        "SET default_transaction_isolation TO 'serializable' | 22023 | read committed",
        "BEGIN ISOLATION LEVEL SERIALIZABLE | 0A000 | SERIALIZABLE",
        "BEGIN; SET TRANSACTION ISOLATION LEVEL REPEATABLE READ | 0A000 | REPEATABLE READ",
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE | 0A000 | own"
            + " start",
        "BEGIN nonsense | 42601 | nonsense"
      })
  void whatIsNotHonouredIsRefusedWithTheReason(String sql, String sqlState, String words)
      throws IOException {
    try (RawClient client = server.login()) {
      List<Message> said = client.query(sql);
      if (sqlState == null) {
        assertThat(said.getFirst().type()).as("a notice: it has no effect").isEqualTo('N');
        return;
      }
      Message error = said.get(said.size() - 2);
      assertThat(error.type()).isEqualTo('E');
      assertThat(error.field('C')).isEqualTo(sqlState);
      assertThat(error.field('M')).contains(words);
    }
  }

  @Test
  void theErrorAboutATimeZoneSaysWhatToDo() throws IOException {
    try (RawClient client = server.login()) {
      Message error = client.query("SET TIME ZONE 'Europe/Berlin'").getFirst();
      assertThat(error.field('H')).contains("Set TimeZone to UTC", "in the client");
      assertThat(client.query("SHOW TimeZone").get(1).text()).endsWith("UTC");
    }
  }

  @Test
  void aTimeZoneAskedForAtLoginKeepsNobodyOut() throws IOException {
    try (RawClient client = server.connect()) {
      client.send(RawClient.startup(196608, "user", "admin", "TimeZone", "Europe/Berlin"));
      List<String> said =
          client.finishLogin(TestServer.PASSWORD).stream().map(Message::toString).toList();
      assertThat(said).contains("S:TimeZone|UTC|");
      assertThat(said)
          .filteredOn(message -> message.startsWith("N:"))
          .singleElement()
          .asString()
          .contains("Europe/Berlin", "UTC");
      assertThat(said.getLast()).isEqualTo("Z:I");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "America/New_York", "UTC", "GMT+03:00"})
  void theJdbcDriverLogsInWhateverItsZone(String zone) throws SQLException {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      try (Connection connection =
              DriverManager.getConnection(server.jdbcUrl(""), "admin", TestServer.PASSWORD);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("types")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getTimestamp(1).toInstant())
            .isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void anUnknownSettingAtLoginIsRefused() throws IOException {
    try (RawClient client = server.connect()) {
      client.send(RawClient.startup(196608, "user", "admin", "nosuch", "1"));
      Message error = client.finishLogin(TestServer.PASSWORD).getLast();
      assertThat(error.field('S')).isEqualTo("FATAL");
      assertThat(error.field('C')).isEqualTo("42704");
    }
    assertThatThrownBy(() ->
            DriverManager.getConnection(
                server.jdbcUrl("&currentSchema=other"), "admin", TestServer.PASSWORD))
        .hasMessageContaining("database of the connection");
  }

  @Test
  void aBlockTakesItsSettingsBack() throws IOException {
    try (RawClient client = server.login()) {
      client.query("SET application_name = 'a'");
      client.query("BEGIN; SET application_name = 'b'; SET LOCAL lock_timeout = 7");
      assertThat(shown(client, "lock_timeout")).isEqualTo("7");
      assertThat(client.query("ROLLBACK")).hasToString("[C:ROLLBACK|, S:application_name|a|, Z:I]");
      assertThat(shown(client, "lock_timeout")).isEqualTo("0");

      client.query("BEGIN; SET LOCAL application_name = 'c'; SET lock_timeout = 8");
      assertThat(shown(client, "application_name")).isEqualTo("c");
      assertThat(client.query("COMMIT")).hasToString("[C:COMMIT|, S:application_name|a|, Z:I]");
      assertThat(shown(client, "lock_timeout")).isEqualTo("8");
    }
  }

  private static String shown(RawClient client, String name) throws IOException {
    return client.query("SHOW " + name).get(1).text().substring(6);
  }

  @Test
  void settingsOfItsOwnAreKeptUpToTheirNumber() throws IOException {
    try (RawClient client = server.login()) {
      int most = SessionLimits.MAX_PG_OWN_SETTINGS.defaultInt();
      for (int i = 0; i < most; i++) {
        assertThat(client.query("SET my.s" + i + " = 1").getFirst()).hasToString("C:SET|");
      }
      Message error = client.query("SET my.more = 1").getFirst();
      assertThat(error.field('C')).isEqualTo("54000");
      assertThat(error.field('M')).contains("(limit max-pg-own-settings)");
      assertThat(client.query("SET my.s0 = 2").getFirst()).hasToString("C:SET|");
    }
  }

  @Test
  void aValueIsTakenUpToItsLength() throws IOException {
    try (RawClient client = server.login()) {
      String longest = "x".repeat(SessionLimits.MAX_PG_SETTING_CHARS.defaultInt());
      assertThat(client.query("SET application_name = '" + longest + "'").getFirst())
          .hasToString("C:SET|");
      Message error = client.query("SET application_name = '" + longest + "x'").getFirst();
      assertThat(error.field('C')).isEqualTo("54000");
      assertThat(error.field('M')).contains("(limit max-pg-setting-chars)");
      Message name = client.query("SET my." + longest + " = 1").getFirst();
      assertThat(name.field('C')).isEqualTo("54000");
    }
  }
}
