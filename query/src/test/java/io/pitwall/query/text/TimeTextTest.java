package io.pitwall.query.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.result.QueryException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
  private static final long NEW_YEAR = 1_767_225_600_000_000_000L;

  @Test
  void readsEveryWayOfWritingATime() throws QueryException {
    assertThat(TimeText.parse("2026-01-01")).isEqualTo(NEW_YEAR);
    assertThat(TimeText.parse("2026-01-01 00:00")).isEqualTo(NEW_YEAR);
    assertThat(TimeText.parse("2026-01-01T00:00:00Z")).isEqualTo(NEW_YEAR);
    assertThat(TimeText.parse("2026-01-01 02:00:00+02:00")).isEqualTo(NEW_YEAR);
    assertThat(TimeText.parse("2025-12-31T19:00:00-0500")).isEqualTo(NEW_YEAR);
    assertThat(TimeText.parse("2026-01-01T00:00:00.123456789Z")).isEqualTo(NEW_YEAR + 123_456_789);
    assertThat(TimeText.parse("2026-01-01 00:00:00.5")).isEqualTo(NEW_YEAR + 500_000_000);
    assertThat(TimeText.parse("1969-12-31T23:59:59.999999999Z")).isEqualTo(-1);
  }

  @Test
  void bothEndsOf64BitsAreTimes() throws QueryException {
    assertThat(TimeText.parse("1677-09-21T00:12:43.145224192Z")).isEqualTo(Long.MIN_VALUE);
    assertThat(TimeText.parse("2262-04-11T23:47:16.854775807Z")).isEqualTo(Long.MAX_VALUE);
    for (String beyond :
        List.of("1677-09-21T00:12:43.145224191Z", "2262-04-11T23:47:16.854775808Z", "0001-01-01")) {
      assertThatThrownBy(() -> TimeText.parse(beyond)).hasMessageContaining("out of range");
    }
  }

  @Test
  void whatIsNotATimeIsRefused() {
    for (String text :
        List.of(
            "",
            "yesterday",
            "2026-02-30",
            "2026-01-01T25:00:00Z",
            "2026-01-01T00:00:00+99:00",
            "2026-01-01 00:00+01:60")) {
      assertThatThrownBy(() -> TimeText.parse(text))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("'" + text + "'");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00Z, 1970-01-01 00:00:00+00",
    "1, 1970-01-01T00:00:00.000000001Z, 1970-01-01 00:00:00.000000001+00",
    "1000, 1970-01-01T00:00:00.000001Z, 1970-01-01 00:00:00.000001+00",
    "120000000, 1970-01-01T00:00:00.120Z, 1970-01-01 00:00:00.12+00",
    "-1, 1969-12-31T23:59:59.999999999Z, 1969-12-31 23:59:59.999999999+00",
    "951782400000000000, 2000-02-29T00:00:00Z, 2000-02-29 00:00:00+00",
    "9223372036854775807, 2262-04-11T23:47:16.854775807Z, 2262-04-11 23:47:16.854775807+00",
    "-9223372036854775808, 1677-09-21T00:12:43.145224192Z, 1677-09-21 00:12:43.145224192+00"
  })
  void eachStyleWritesTheDigitsItNeeds(long nanos, String rfc3339, String postgres) {
    byte[] text = new byte[TimeText.MAX_LENGTH];
    int end = TimeText.writeRfc3339(nanos, text, 0);
    assertThat(new String(text, 0, end, StandardCharsets.US_ASCII)).isEqualTo(rfc3339);
    assertThat(TimeText.format(nanos)).isEqualTo(postgres);
  }

  @Test
  void everyTimeIsWrittenAsJavaWritesItAndReadBack() throws QueryException {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    Random random = new Random(seed);
    byte[] text = new byte[TimeText.MAX_LENGTH];
    for (int i = 0; i < 20_000; i++) {
      long nanos = random.nextLong();
      Instant instant =
          Instant.ofEpochSecond(
              Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
      int end = TimeText.writeRfc3339(nanos, text, 0);
      assertThat(new String(text, 0, end, StandardCharsets.US_ASCII))
          .as("-Dpitwall.seed=" + seed)
          .isEqualTo(instant.toString());
      assertThat(TimeText.parse(TimeText.format(nanos))).isEqualTo(nanos);
    }
  }
}
