package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Rfc3339Test {
  @Test
  void fractionsHaveTheDigitsTheyNeed() {
    assertThat(text(0)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(text(1)).isEqualTo("1970-01-01T00:00:00.000000001Z");
    assertThat(text(1_000)).isEqualTo("1970-01-01T00:00:00.000001Z");
    assertThat(text(1_000_000)).isEqualTo("1970-01-01T00:00:00.001Z");
    assertThat(text(-1)).isEqualTo("1969-12-31T23:59:59.999999999Z");
  }

  @Test
  void everyTimeReadsAsJavaReadsIt() {
    assertSameAsJava(Long.MAX_VALUE);
    assertSameAsJava(Long.MIN_VALUE);
    long seed = Long.getLong("rfc3339.seed", System.nanoTime());
    System.out.println("Rfc3339Test: -Drfc3339.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      assertSameAsJava(random.nextLong());
    }
  }

  private static void assertSameAsJava(long nanos) {
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    assertThat(text(nanos)).isEqualTo(instant.toString());
  }

  private static String text(long nanos) {
    byte[] bytes = new byte[Rfc3339.MAX_LENGTH];
    return new String(bytes, 0, Rfc3339.write(nanos, bytes, 0), StandardCharsets.US_ASCII);
  }
}
