package io.pitwall.query.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimeTextTest {
  private static final long NEW_YEAR = 1_767_225_600_000_000_000L;

  @Test
  void readsEveryWayOfWritingAMoment() {
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
  void bothEndsOf64BitsAreMoments() {
    assertThat(TimeText.parse("1677-09-21T00:12:43.145224192Z")).isEqualTo(Long.MIN_VALUE);
    assertThat(TimeText.parse("2262-04-11T23:47:16.854775807Z")).isEqualTo(Long.MAX_VALUE);
    for (String beyond :
        List.of("1677-09-21T00:12:43.145224191Z", "2262-04-11T23:47:16.854775808Z", "0001-01-01")) {
      assertThatThrownBy(() -> TimeText.parse(beyond)).hasMessageContaining("out of range");
    }
  }

  @Test
  void whatIsNoMomentIsRefused() {
    for (String text :
        List.of(
            "", "yesterday", "2026-02-30", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00+99:00")) {
      assertThatThrownBy(() -> TimeText.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + text + "'");
    }
  }

  @Test
  void literalsKeepEveryNanosecond() {
    for (long nanos : new long[] {Long.MIN_VALUE, -1, 0, 1, NEW_YEAR + 7, Long.MAX_VALUE}) {
      assertThat(TimeText.toNanos(TimeText.toLiteral(nanos))).isEqualTo(nanos);
    }
  }
}
