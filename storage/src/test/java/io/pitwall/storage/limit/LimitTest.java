package io.pitwall.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitTest {
  @Test
  void aValueIsWrittenInTheLargestUnitThatLeavesItWhole() {
    assertThat(Limit.Unit.BYTES.text(0)).isEqualTo("0B");
    assertThat(Limit.Unit.BYTES.text(255)).isEqualTo("255B");
    assertThat(Limit.Unit.BYTES.text(64 << 10)).isEqualTo("64KiB");
    assertThat(Limit.Unit.BYTES.text(1536)).isEqualTo("1536B");
    assertThat(Limit.Unit.BYTES.text(1L << 42)).isEqualTo("4096GiB");
    assertThat(Limit.Unit.DURATION.text(0)).isEqualTo("0ns");
    assertThat(Limit.Unit.DURATION.text(Duration.ofMillis(1500).toNanos())).isEqualTo("1500ms");
    assertThat(Limit.Unit.DURATION.text(Duration.ofMinutes(2).toNanos())).isEqualTo("120s");
    assertThat(Limit.Unit.COUNT.text(10_000)).isEqualTo("10000");
  }

  @Test
  void aValueInTheRangeIsTakenAndOneOutsideIsRefusedWithTheReason() {
    Limit limit = Limit.bytes("max-things-bytes", 10, "Things.").atMost(2048, "a box is small");
    limit.check(1);
    limit.check(2048);
    assertThatThrownBy(() -> limit.check(0))
        .hasMessage("max-things-bytes must be at least 1B, not 0B");
    assertThatThrownBy(() -> limit.check(2049))
        .hasMessage("max-things-bytes must be at most 2KiB, not 2049B: a box is small");
  }

  @Test
  void aMessageNamesALimitInOneWay() {
    assertThat(StoreLimits.MAX_NAME_BYTES.clause()).isEqualTo("(limit max-name-bytes)");
  }

  @Test
  void theLongestStringsOfABlockFitIntoIt() {
    StoreLimits.MAX_STRING_BYTES.check(FormatLimits.BLOCK_TEXT_BYTES / FormatLimits.BLOCK_ROWS);
    assertThat(StoreLimits.MAX_STRING_BYTES.defaultValue() * FormatLimits.BLOCK_ROWS)
        .isLessThanOrEqualTo(FormatLimits.BLOCK_TEXT_BYTES);
  }
}
