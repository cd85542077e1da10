package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.function.FunctionEntry;
import io.pitwall.query.function.FunctionExample;
import io.pitwall.query.function.FunctionFamily;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.ResultType;
import io.pitwall.query.sql.SqlPlanner;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.schema.TableSchema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evaluates the examples of the function table. */
class FunctionExamplesTest {
  private static final TableSchema SAMPLES =
      RaceRows.schema(1, "samples", "lap:LONG driver:STRING speed:DOUBLE");

  /** The rows that {@code docs/sql.md} shows. */
  private static final List<@Nullable Object[]> ROWS =
      List.of(
          row("2026-01-01T00:00:01Z", 1, "Larson", 181.0),
          row("2026-01-01T00:00:02Z", 2, "Byron", null),
          row("2026-01-01T00:00:03Z", 3, "Larson", 182.5),
          row("2026-01-01T00:00:04Z", 4, "Byron", 180.25));

  private static @Nullable Object[] row(
      String time, long lap, String driver, @Nullable Double speed) {
    return new @Nullable Object[] {
      Instant.parse(time).getEpochSecond() * 1_000_000_000L, lap, driver, speed
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyExampleHasItsAnswer(boolean sealed) throws QueryException {
    MemoryStore store = new MemoryStore();
    store.add(SAMPLES, List.of(new MemorySource(SAMPLES, ROWS, 2, sealed)));
    for (FunctionFamily family : FunctionTable.families()) {
      for (FunctionEntry entry : family.entries()) {
        assertThat(entry.examples()).as("examples of %s", entry.names()).isNotEmpty();
        for (FunctionExample example : entry.examples()) {
          String from = entry.isAggregate() ? " FROM samples" : "";
          assertThat(answer(store, "SELECT " + example.expression() + from))
              .as(example.expression())
              .isEqualTo(example.answer());
        }
      }
    }
  }

  private static String answer(MemoryStore store, String sql) throws QueryException {
    List<List<@Nullable Object>> rows =
        new Statements(store, RaceRows.DATABASE, RaceRows.NOW).run(sql);
    assertThat(rows).hasSize(1);
    Object value = rows.get(0).get(0);
    return value instanceof Long nanos && isTime(store, sql)
        ? Instant.EPOCH.plusNanos(nanos).toString()
        : String.valueOf(value);
  }

  private static boolean isTime(MemoryStore store, String sql) throws QueryException {
    try (Snapshot snapshot = store.snapshot()) {
      return new SqlPlanner()
              .plan(SqlStatement.of(sql), RaceRows.DATABASE, snapshot.catalog())
              .columns()
              .get(0)
              .type()
          == ResultType.TIMESTAMP;
    }
  }

  @Test
  void longsAreRoundedExactlyToTheDigitsOfARow() throws QueryException {
    MemoryStore store = new MemoryStore();
    store.add(SAMPLES, List.of(new MemorySource(SAMPLES, ROWS, 2, true)));
    String rounded = "SELECT ROUND(lap + 9007199254740992, lap - %d) FROM samples WHERE lap = 3";
    assertThat(answer(store, rounded.formatted(3))).isEqualTo("9007199254740995");
    assertThat(answer(store, rounded.formatted(4))).isEqualTo("9007199254741000");
  }

  @Test
  void namesOfOneFunctionGiveOneAnswer() throws QueryException {
    MemoryStore store = new MemoryStore();
    store.add(SAMPLES, List.of(new MemorySource(SAMPLES, ROWS, 2, true)));
    for (String pair :
        List.of(
            "ARG_MIN(driver, lap) MIN_BY(driver, lap)",
            "ARG_MAX(driver, speed) MAX_BY(driver, speed)",
            "LENGTH(MIN(driver)) CHAR_LENGTH(MIN(driver))",
            "CEIL(MAX(speed)) CEILING(MAX(speed))")) {
      List<String> calls = Arrays.asList(pair.split("(?<=\\)) (?=[A-Z])", -1));
      assertThat(answer(store, "SELECT " + calls.get(1) + " FROM samples"))
          .as(pair)
          .isEqualTo(answer(store, "SELECT " + calls.get(0) + " FROM samples"));
    }
  }
}
