package io.pitwall.query.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalTextTest {
  private static long nanos(String text) {
    IntervalText interval = IntervalText.parse(text);
    assertThat(interval.months()).isZero();
    return interval.nanos();
  }

  @Test
  void readsUnitsShortAndLong() {
    assertThat(nanos("10 seconds")).isEqualTo(10_000_000_000L);
    assertThat(nanos("300.000s")).isEqualTo(300_000_000_000L);
    assertThat(nanos("5m")).isEqualTo(300_000_000_000L);
    assertThat(nanos("1.5 hours")).isEqualTo(5_400_000_000_000L);
    assertThat(nanos("1 day 2 hours")).isEqualTo(93_600_000_000_000L);
    assertThat(nanos("1 day 02:03:04.5")).isEqualTo(93_784_500_000_000L);
    assertThat(nanos("250 us")).isEqualTo(250_000L);
    assertThat(nanos("7")).isEqualTo(7_000_000_000L);
    assertThat(nanos("-1 hour")).isEqualTo(-3_600_000_000_000L);
    assertThat(nanos("1 hour ago")).isEqualTo(-3_600_000_000_000L);
  }

  @Test
  void calendarUnitsAreMonths() {
    assertThat(IntervalText.parse("1 month").months()).isEqualTo(1);
    assertThat(IntervalText.parse("2 years 1 month").months()).isEqualTo(25);
  }

  @Test
  void whatIsNoSpanIsRefused() {
    for (String text :
        List.of(
            "", "soon", "5 parsecs", "1 month 1 day", "0.5 months", "9999999 weeks x", "1e9 s")) {
      assertThatThrownBy(() -> IntervalText.parse(text))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> IntervalText.parse("999999999 weeks"))
        .hasMessageContaining("out of range");
  }
}
