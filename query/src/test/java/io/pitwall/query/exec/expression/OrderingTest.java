package io.pitwall.query.exec.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderingTest {
  private static final double[] ASCENDING = {
    Double.NEGATIVE_INFINITY,
    -Double.MAX_VALUE,
    -1.5,
    -Double.MIN_VALUE,
    -0.0,
    0.0,
    Double.MIN_VALUE,
    1.5,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NaN
  };

  @Test
  void longsOfDoublesHaveTheirOrderAndGiveThemBack() {
    for (int i = 0; i < ASCENDING.length; i++) {
      long ordered = Ordering.toLong(ASCENDING[i]);
      assertThat(Ordering.toDouble(ordered)).isEqualTo(Double.valueOf(ASCENDING[i]));
      if (i > 0) {
        assertThat(ordered).isGreaterThan(Ordering.toLong(ASCENDING[i - 1]));
      }
    }
  }

  @Test
  void everyNanIsTheGreatest() {
    double negativeNan = Double.longBitsToDouble(0xFFF8_0000_0000_0001L);
    assertThat(Ordering.toLong(negativeNan)).isEqualTo(Ordering.toLong(Double.NaN));
  }

  @Test
  void sortableTakesBothZerosForOne() {
    assertThat(Ordering.sortable(-0.0)).isEqualTo(Ordering.sortable(0.0));
    assertThat(Ordering.toLong(-0.0)).isLessThan(Ordering.toLong(0.0));
  }
}
