package io.pitwall.query.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.result.QueryException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTextTest {
  private static long nanos(String text) throws QueryException {
    IntervalText interval = IntervalText.parse(text);
    assertThat(interval.months()).isZero();
    return interval.nanos();
  }

  @Test
  void readsUnitsShortAndLong() throws QueryException {
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
  void calendarUnitsAreMonths() throws QueryException {
    assertThat(IntervalText.parse("1 month").months()).isEqualTo(1);
    assertThat(IntervalText.parse("2 years 1 month").months()).isEqualTo(25);
  }

  @Test
  void whatIsNotAnIntervalIsRefused() {
    for (String text : List.of("", "soon", "5 parsecs", "9999999 weeks x", "1e9 s")) {
      assertThatThrownBy(() -> IntervalText.parse(text)).isInstanceOf(QueryException.class);
    }
    assertThatThrownBy(() -> IntervalText.parse("999999999 weeks"))
        .hasMessageContaining("out of range");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00:00:00, 00:00:00",
    "1500000, 00:00:00.0015, 00:00:00.0015",
    "93600500000000, 26:00:00.5, 1 day 02:00:00.5",
    "86400000000000, 24:00:00, 1 day",
    "-1, -00:00:00.000000001, -00:00:00.000000001",
    "-90000000000000, -25:00:00, -1 days -01:00:00",
    "9223372036854775807, 2562047:47:16.854775807, 106751 days 23:47:16.854775807",
    "-9223372036854775808, -2562047:47:16.854775808, -106751 days -23:47:16.854775808"
  })
  void eachStyleWritesTheDigitsItNeeds(long nanos, String clock, String postgres) {
    byte[] text = new byte[IntervalText.MAX_LENGTH];
    int end = IntervalText.writeClock(nanos, text, 0);
    assertThat(new String(text, 0, end, StandardCharsets.US_ASCII)).isEqualTo(clock);
    end = IntervalText.writePostgres(nanos, text, 0);
    assertThat(new String(text, 0, end, StandardCharsets.US_ASCII)).isEqualTo(postgres);
  }
}
