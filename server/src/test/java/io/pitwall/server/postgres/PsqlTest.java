package io.pitwall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** psql against the engine of the tests. */
class PsqlTest {
  @BeforeEach
  void psqlIsThere() {
    Psql.assumePresent();
  }

  @Test
  void psqlLogsInAndShowsRows() throws Exception {
    try (TestServer server = new TestServer(new FakeEngine())) {
      String output = Psql.run(server.address(), "\\conninfo\ntypes;\n", "-A");
      assertThat(output)
          .contains("You are connected to database \"race\" as user \"admin\"")
          .contains("time|laps|speed|pit|driver|gap")
          .contains("2026-01-01 00:00:00.123456+00|-9223372036854775808|211.25|t|Jürgen|00:00:10.5")
          .contains("(2 rows)");
    }
  }

  @Test
  void psqlRunsSeveralStatementsAndPointsAtTheError() throws Exception {
    try (TestServer server = new TestServer(new FakeEngine())) {
      String output =
          Psql.run(
              server.address(),
              "",
              "-A",
              "-t",
              "-c",
              "BEGIN; database; rows 0; fail here; database");
      assertThat(output)
          .contains("race")
          .contains("ERROR:  no such column")
          .contains("LINE 1: BEGIN; database; rows 0; fail here; database")
          .containsPattern("\n {35}\\^");
    }
  }

  @Test
  void psqlWithAWrongPasswordIsRefused() throws Exception {
    try (TestServer server = new TestServer(new FakeEngine())) {
      String output = Psql.run(server.address(), "", "-c", "database", "-U", "somebody");
      assertThat(output).contains("password authentication failed for user \"somebody\"");
    }
  }
}
