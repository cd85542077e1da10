package io.pitwall.server.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01 00:00:00+00",
    "1767225600123456789, 2026-01-01 00:00:00.123456+00",
    "1767225600123456000, 2026-01-01 00:00:00.123456+00",
    "1767225600120000789, 2026-01-01 00:00:00.12+00",
    "1767225600000000123, 2026-01-01 00:00:00+00",
    "1767225600000001999, 2026-01-01 00:00:00.000001+00",
    "1767225610000000001, 2026-01-01 00:00:10+00",
    "1767225600120000000, 2026-01-01 00:00:00.12+00",
    "-1, 1969-12-31 23:59:59.999999+00",
    "951782400000000000, 2000-02-29 00:00:00+00",
    "9223372036854775807, 2262-04-11 23:47:16.854775+00",
    "-9223372036854775808, 1677-09-21 00:12:43.145224+00"
  })
  void timesShowUpToSixDigits(long nanos, String text) {
    assertThat(written(out -> new TextFormat().writeTimestamp(out, nanos))).isEqualTo(text);
  }

  @Test
  void timesOfAllYearsAgreeWithJava() {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    Random random = new Random(seed);
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'+00'").withZone(ZoneOffset.UTC);
    for (int i = 0; i < 10_000; i++) {
      long seconds = Math.floorDiv(random.nextLong(), 1_000_000_000L) + 1;
      String expected = format.format(Instant.ofEpochSecond(seconds));
      assertThat(written(out -> new TextFormat().writeTimestamp(out, seconds * 1_000_000_000L)))
          .as("-Dpitwall.seed=" + seed)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "0.1, 0.1",
    "-211.25, -211.25",
    "0.0001, 0.0001",
    "0.00012345, 0.00012345",
    "0.00001, 1e-05",
    "1.5e-300, 1.5e-300",
    "12345678, 12345678",
    "12345678.5, 12345678.5",
    "100000000000000, 100000000000000",
    "999999999999999.9, 999999999999999.9",
    "1e15, 1e+15",
    "1.2345678901234568e17, 1.2345678901234568e+17",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "4.9e-324, 5e-324",
    "NaN, NaN",
    "Infinity, Infinity",
    "-Infinity, -Infinity"
  })
  void doublesLookAsPostgresWritesThem(double value, String text) {
    assertThat(written(out -> TextFormat.writeDouble(out, value))).isEqualTo(text);
  }

  @Test
  void doublesReadBackAsTheSameValue() {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      String text = written(out -> TextFormat.writeDouble(out, value));
      assertThat(Double.valueOf(text))
          .as("-Dpitwall.seed=" + seed)
          .isEqualTo(Double.valueOf(value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00:00:00",
    "10000000000, 00:00:10",
    "1500000, 00:00:00.0015",
    "86400000000000, 1 day",
    "180000000000000, 2 days 02:00:00",
    "-1, 00:00:00",
    "-1999, -00:00:00.000001",
    "1000000999, 00:00:01",
    "-90000000000000, -1 days -01:00:00",
    "-9223372036854775808, -106751 days -23:47:16.854775"
  })
  void intervalsCountDaysAndTime(long nanos, String text) {
    assertThat(written(out -> new TextFormat().writeInterval(out, nanos))).isEqualTo(text);
  }

  private static String written(Consumer<ByteBuf> writer) {
    ByteBuf out = Unpooled.buffer();
    writer.accept(out);
    return out.toString(StandardCharsets.US_ASCII);
  }
}
