package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals in all their spellings, added to a time. The answers are PostgreSQL's. */
class IntervalArithmeticTest {
  private static @Nullable Object value(String expression) throws QueryException {
    return new Statements(new MemoryStore(), RaceRows.DATABASE, RaceRows.NOW)
        .run("SELECT " + expression)
        .get(0)
        .get(0);
  }

  private static String after(String interval) throws QueryException {
    Object nanos = value("TIMESTAMP '2026-01-01' + " + interval);
    return Instant.EPOCH.plusNanos((Long) Objects.requireNonNull(nanos)).toString();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "INTERVAL '0 00:00:00.000500' DAY TO SECOND,       2026-01-01T00:00:00.000500Z",
        "INTERVAL '0 00:00:00.000000001' DAY TO SECOND,    2026-01-01T00:00:00.000000001Z",
        "INTERVAL '0 00:00:00.000000001' DAY TO SECOND(9), 2026-01-01T00:00:00.000000001Z",
        "INTERVAL '00:00.123456789' MINUTE TO SECOND,      2026-01-01T00:00:00.123456789Z",
        "INTERVAL '1:02:03.000001' HOUR TO SECOND,         2026-01-01T01:02:03.000001Z",
        "INTERVAL -'0 00:00:00.000001' DAY TO SECOND,      2025-12-31T23:59:59.999999Z",
        "INTERVAL '-1 02:03:04.000001' DAY TO SECOND,      2025-12-31T02:03:04.000001Z",
        "INTERVAL '-1 02' DAY TO HOUR,                     2025-12-31T02:00:00Z",
        "INTERVAL '1 02:03' DAY TO MINUTE,                 2026-01-02T02:03:00Z",
        "INTERVAL '0.0000005' SECOND,                      2026-01-01T00:00:00.000000500Z",
        "INTERVAL '1-2' YEAR TO MONTH,                     2027-03-01T00:00:00Z",
        "INTERVAL '-1-2' YEAR TO MONTH,                    2024-11-01T00:00:00Z"
      })
  void compoundIntervalsKeepTheirNanoseconds(String interval, String expected)
      throws QueryException {
    assertThat(after(interval)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "INTERVAL '1 month 2 days',           2026-02-03T00:00:00Z",
        "INTERVAL '1 year -3 days',           2026-12-29T00:00:00Z",
        "INTERVAL '1 month 2 days ago',       2025-11-29T00:00:00Z",
        "-INTERVAL '1 month 2 days',          2025-11-29T00:00:00Z",
        "INTERVAL '2 mons 01:30:00',          2026-03-01T01:30:00Z",
        "'1 month 2 days 3 ns',               2026-02-03T00:00:00.000000003Z",
        "INTERVAL '1.5 months',               2026-02-16T00:00:00Z",
        "INTERVAL '0.5 year',                 2026-07-01T00:00:00Z",
        "INTERVAL '1.1 years',                2027-02-01T00:00:00Z",
        "INTERVAL '1 month' + INTERVAL '2 d', 2026-02-03T00:00:00Z"
      })
  void monthsAreAddedBeforeDays(String interval, String expected) throws QueryException {
    assertThat(after(interval)).isEqualTo(expected);
  }

  @Test
  void mixedIntervalsStandOnEitherSideAndAreSubtracted() throws QueryException {
    assertThat(value("TIMESTAMP '2026-01-01' - INTERVAL '1 month 2 days' = '2025-11-29'"))
        .isEqualTo(true);
    assertThat(value("INTERVAL '1 month 2 days' + TIMESTAMP '2026-01-01' = '2026-02-03'"))
        .isEqualTo(true);
    assertThat(value("now() - INTERVAL '1 year 1 day' < now() - INTERVAL '1 year'"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INTERVAL '1 month 2 days'",
        "INTERVAL '1 month 2 days' * 2",
        "time_bucket('1 month 2 days', now())",
        "INTERVAL '1 month 2 days' - INTERVAL '1 day'"
      })
  void otherUsesOfMixedIntervalsAreRefused(String expression) {
    assertThatThrownBy(() -> value(expression))
        .isInstanceOf(QueryException.class)
        .hasMessageNotContaining("INTERVAL_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INTERVAL '999999999 00:00:00' DAY TO SECOND",
        "INTERVAL '99999999999 days'",
        "INTERVAL '0 00:00:00.0000000001' DAY TO SECOND"
      })
  void intervalsOutOfRangeAreRefused(String interval) {
    assertThatThrownBy(() -> after(interval)).isInstanceOf(QueryException.class);
  }
}
