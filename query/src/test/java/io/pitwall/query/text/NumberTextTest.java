package io.pitwall.query.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.result.QueryException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "0.1, 0.1",
    "-211.25, -211.25",
    "0.0001, 0.0001",
    "-0.00012345, -0.00012345",
    "0.00001, 1e-05",
    "1.5e-300, 1.5e-300",
    "10000000, 10000000",
    "12345678.5, 12345678.5",
    "100000000000000, 100000000000000",
    "999999999999999.9, 999999999999999.9",
    "1e15, 1e+15",
    "1.2345678901234568e17, 1.2345678901234568e+17",
    "-1.7976931348623157e308, -1.7976931348623157e+308",
    "4.9e-324, 5e-324",
    "-4.9e-324, -5e-324",
    "9.9e-324, 1e-323",
    "1.5e-323, 1.5e-323",
    "2e-323, 2e-323",
    "5e-323, 5e-323",
    "1.1e-322, 1.1e-322",
    "NaN, NaN",
    "Infinity, Infinity",
    "-Infinity, -Infinity"
  })
  void doublesAreWrittenAsPostgresWritesThem(double value, String text) {
    assertThat(NumberText.format(value)).isEqualTo(text);
  }

  @Test
  void doublesReadBackAsTheSameValue() throws QueryException {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      assertThat(NumberText.parseDouble(NumberText.format(value)))
          .as("-Dpitwall.seed=" + seed)
          .isEqualTo(Double.valueOf(value));
    }
  }

  @Test
  void numbersBeyondTheirTypeAreOutOfRange() {
    assertThatThrownBy(() -> NumberText.parseLong("9223372036854775808"))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.kind()).isEqualTo(QueryException.Kind.OUT_OF_RANGE));
    assertThatThrownBy(() -> NumberText.parseDouble("1e309"))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.kind()).isEqualTo(QueryException.Kind.OUT_OF_RANGE));
  }
}
