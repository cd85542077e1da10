package io.pitwall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.Eventually;
import io.pitwall.server.RunningServer;
import io.pitwall.server.auth.TokenDirectory;
import io.pitwall.server.config.Setting;
import io.pitwall.server.postgres.RawClient.Message;
import io.pitwall.storage.runtime.OsFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions of a whole server, with the real engine and the tokens of a data directory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeServerSessionTest {
  private RunningServer server;
  private Path directory;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    directory = folder;
    server = RunningServer.start(folder, Map.of());
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  private RawClient connect() throws IOException {
    return connect(server);
  }

  private static RawClient connect(RunningServer server) throws IOException {
    return new RawClient(server.server().postgresAddress());
  }

  private int status(String token) {
    return server
        .send(server.plainRequest("/metrics").header("Authorization", "Bearer " + token).build())
        .statusCode();
  }

  private RawClient login() throws IOException {
    RawClient client = connect();
    client.login(RunningServer.TOKEN);
    return client;
  }

  @Test
  void aSessionEndsWhenItsTokenIsRevoked() throws Exception {
    try (OsFileSystem files = OsFileSystem.open(directory.resolve("."))) {
      TokenDirectory tokens = new TokenDirectory(files);
      String token = tokens.create("grafana", new SecureRandom());
      Eventually.isSo("the token is known", () -> status(token) == 200);
      try (RawClient client = connect();
          RawClient admin = login()) {
        client.send(RawClient.startup(196608, "user", "grafana", "database", "race"));
        assertThat(client.finishLogin(token).getLast()).hasToString("Z:I");
        tokens.revoke("grafana");
        Message end = client.read();
        assertThat(end.field('C')).isEqualTo("28000");
        assertThat(end.field('M')).contains("token of user \"grafana\"");
        assertThat(client.readByte()).isEqualTo(-1);
        assertThat(admin.query("SELECT 1").getLast()).hasToString("Z:I");
      }
    }
  }

  @Test
  void aWrongPasswordPastTheLimitIsToldSoAndTheRightOneIsLetIn(@TempDir Path other)
      throws IOException {
    Map<Setting, String> settings = Map.of(Setting.MAX_FAILED_LOGINS_PER_ADDRESS, "2");
    try (RunningServer strict = RunningServer.start(other, settings)) {
      for (int i = 0; i < 2; i++) {
        try (RawClient client = connect(strict)) {
          assertThat(client.login("a-guess").getLast().field('M')).doesNotContain("limit");
        }
      }
      try (RawClient client = connect(strict)) {
        Message error = client.login("a-guess").getLast();
        assertThat(error.field('S')).isEqualTo("FATAL");
        assertThat(error.field('C')).isEqualTo("28P01");
        assertThat(error.field('M'))
            .contains("from 127.0.0.1", "(limit max-failed-logins-per-address)");
        assertThat(error.field('H')).matches("Try again after \\d+ seconds\\.");
      }
      try (RawClient client = connect(strict)) {
        assertThat(client.login(RunningServer.TOKEN).getLast()).hasToString("Z:I");
      }
      assertThat(strict.metric("pitwall_failed_logins_total{protocol=\"postgresql\"}"))
          .isEqualTo(3);
      assertThat(strict.metric("pitwall_logins_total{protocol=\"postgresql\"}")).isEqualTo(1);
    }
  }

  @Test
  void anErrorIsPointedAtInTheStatementThatHasIt() throws IOException {
    String text = "SELECT 1 AS nosuch; -- SELECT nosuch\n/* é𝄞 SELECT nosuch */ SELECT nosuch";
    try (RawClient client = login()) {
      List<Message> said = client.query(text);
      Message error = said.get(said.size() - 2);
      assertThat(error.field('C')).isEqualTo("42703");
      int at = Integer.parseInt(error.field('P'));
      assertThat(at).isEqualTo(text.codePointCount(0, text.lastIndexOf("nosuch")) + 1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "SELECT version() LIKE 'PostgreSQL 15.0%' # t",
        "SELECT pg_catalog.version() LIKE 'PostgreSQL 15.0%' # t",
        "SHOW server_version # 15.0",
        "SELECT pg_advisory_unlock_all() # ",
        "SELECT 5e-324::float8 # 5e-324",
        "SELECT '4.9e-324'::float8 # 5e-324",
        "SELECT 'x' FROM (SELECT 1) AS a LIMIT '1' # x",
        "SELECT '2026-01-01 00:00:00.000123456'::timestamptz # 2026-01-01 00:00:00.000123+00",
        "SELECT '2026-01-01 00:00:00.000123456'::timestamptz::text # 2026-01-01"
            + " 00:00:00.000123456+00",
        "SELECT 'a' || 1::bigint # a1",
        "SELECT current_setting('server_version_num')::int/100 AS version # 1500",
        "SELECT pg_catalog.current_setting('TimeZone') # UTC",
        "SELECT pg_catalog.upper('a') || pg_catalog.length('bc') # A2",
        "select current_schema() # public",
        "SELECT current_setting('my.own', true) IS NULL # t"
      })
  void whatDriversAskIsAnswered(String sql, String answer) throws IOException {
    try (RawClient client = login()) {
      List<Message> said = client.query(sql);
      assertThat(said).extracting(Message::type).contains('D');
      assertThat(said.get(1).text().substring(6)).isEqualTo(answer == null ? "" : answer);
    }
  }

  @Test
  void aSettingIsReadAnewEachTime() throws IOException {
    try (RawClient client = login();
        RawClient other = login()) {
      String sql = "SELECT current_setting('my.own') || '!'";
      assertThat(client.query(sql).getLast()).hasToString("Z:I");
      for (String value : List.of("a", "b")) {
        client.query("SET my.own = '" + value + "'");
        other.query("SET my.own = 'other'");
        assertThat(client.query(sql).get(1).text()).endsWith(value + "!");
        assertThat(other.query(sql).get(1).text()).endsWith("other!");
      }
      client.query("RESET my.own");
      assertThat(client.query(sql))
          .filteredOn(message -> message.type() == 'E')
          .singleElement()
          .extracting(error -> error.field('C'))
          .isEqualTo("42704");
    }
  }

  @Test
  void textThatIsNoNumberHasTheStateOfPostgresql() throws IOException {
    try (RawClient client = login()) {
      assertThat(client.query("SELECT 'x'::bigint").getFirst().field('C')).isEqualTo("22P02");
    }
  }
}
