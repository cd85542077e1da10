package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A text means the same whether a statement casts it as a literal or reads it from a column: the
 * same value, or the same error.
 */
class CastAgreementTest {
  private static final TableSchema SCHEMA = RaceRows.schema(1, "texts", "text:STRING");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01",
        " 2026-1-1 ",
        "2026-01-01 10:00",
        "2026-01-01T10:00:00Z",
        "2026-01-01t10:00:00z",
        "2026-01-01 10:00:00,5",
        "2026-01-01 10:00:00.123456789+02:30",
        "2026-01-01 10:00:00 -05",
        "2026-01-01T10:00:00-0530",
        "2026-01-01 10:00:00UTC",
        "2026-01-01 10:00:00 utc",
        "2026-01-01Z",
        "2026-01-01+02",
        "1677-09-21T00:12:43.145224192Z",
        "1677-09-21T00:12:43.145224191Z",
        "2262-04-11T23:47:16.854775807Z",
        "2262-04-11T23:47:16.854775808Z",
        "9999-12-31",
        "2026-02-30",
        "2026-01-01 24:00",
        "2026-01-01 10:00+02:60",
        "2026-01-01 10:00+19:00",
        "2026-01-01 10:00:00.1234567890",
        "2026-01-01 10:00 Europe/Berlin",
        "someday",
        "epoch",
        "infinity",
        " -Infinity ",
        "12026-01-01",
        ""
      })
  void timesAgree(String text) {
    assertAgreement(text, "TIMESTAMP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        " 42 ",
        "+7",
        "-7",
        "007",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "1.0",
        "1e3",
        "0x10",
        "--1",
        "abc",
        ""
      })
  void integersAgree(String text) {
    assertAgreement(text, "BIGINT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        " 1.5 ",
        "+.5",
        "5.",
        "1e3",
        "1E-3",
        "0.1",
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        "1e400",
        "-1e400",
        "1e99999999999",
        "1e-400",
        "4.9e-324",
        "NaN",
        "nan",
        "Infinity",
        "-inf",
        "+INF",
        "1d",
        "0x1p3",
        "1,5",
        "1e",
        "e5",
        "one",
        ""
      })
  void doublesAgree(String text) {
    assertAgreement(text, "DOUBLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true", " TRUE ", "t", "yes", "on", "1", "false", "f", "no", "of", "0", "2", "o", ""
      })
  void booleansAgree(String text) {
    assertAgreement(text, "BOOLEAN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " a ", "Zürich", "1e3"})
  void textsAgree(String text) {
    assertAgreement(text, "VARCHAR");
  }

  private static void assertAgreement(String text, String type) {
    String literal = outcome(text, "CAST('" + text + "' AS " + type + ")");
    String column = outcome(text, "CAST(text AS " + type + ")");
    assertThat(column).isEqualTo(literal);
  }

  /** The value, or the kind and message of the error. */
  private static String outcome(String text, String expression) {
    @Nullable Object[] row = {0L, text};
    MemoryStore store = new MemoryStore();
    store.add(SCHEMA, List.of(new MemorySource(SCHEMA, List.<@Nullable Object[]>of(row), 1, true)));
    Statements statements = new Statements(store, RaceRows.DATABASE, RaceRows.NOW);
    try {
      return String.valueOf(statements.run("SELECT " + expression + " FROM texts"));
    } catch (QueryException e) {
      return e.kind() + ": " + e.getMessage();
    }
  }
}
