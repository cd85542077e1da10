package io.pitwall.query.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.result.QueryException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CalciteConstantsTest {
  private static final long[] EDGES = {
    Long.MIN_VALUE, -1, 0, 1, 1_000_000, 1_767_225_600_000_000_007L, Long.MAX_VALUE
  };

  @Test
  void timesKeepEveryNanosecond() throws QueryException {
    for (long nanos : EDGES) {
      assertThat(CalciteConstants.nanosOf(CalciteConstants.time(nanos))).isEqualTo(nanos);
    }
  }

  @Test
  void intervalsKeepEveryNanosecond() {
    for (long nanos : EDGES) {
      BigDecimal interval = CalciteConstants.interval(BigDecimal.valueOf(nanos));
      assertThat(interval.scale()).isNotNegative();
      assertThat(CalciteConstants.nanosOf(interval)).isEqualTo(nanos);
    }
  }
}
