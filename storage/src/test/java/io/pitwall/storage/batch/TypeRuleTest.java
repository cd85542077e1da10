package io.pitwall.storage.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.column.ColumnType;
import org.junit.jupiter.api.Test;

class TypeRuleTest {
  @Test
  void aDoubleIsALongOnlyWhereNothingIsLost() {
    assertThat(TypeRule.isExactLong(3.0)).isTrue();
    assertThat(TypeRule.isExactLong(0x1p62)).isTrue();
    assertThat(TypeRule.isExactLong(-0x1p63)).isTrue();
    for (double value : new double[] {0.5, -0.0, 0x1p63, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(TypeRule.isExactLong(value)).as("%s", value).isFalse();
    }
  }

  @Test
  void aLongIsADoubleOnlyWhereNothingIsLost() {
    assertThat(TypeRule.isExactDouble(1L << 53)).isTrue();
    assertThat(TypeRule.isExactDouble((1L << 53) + 2)).isTrue();
    assertThat(TypeRule.isExactDouble(Long.MIN_VALUE)).isTrue();
    assertThat(TypeRule.isExactDouble((1L << 53) + 1)).isFalse();
    assertThat(TypeRule.isExactDouble(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void aColumnMayWidenWhileItsLongsAreWithinTwoToThe53() {
    assertThat(TypeRule.isWithinExact(1L << 53)).isTrue();
    assertThat(TypeRule.isWithinExact(-(1L << 53))).isTrue();
    assertThat(TypeRule.isWithinExact((1L << 53) + 1)).isFalse();
    assertThat(TypeRule.isWithinExact(Long.MIN_VALUE)).isFalse();
  }

  @Test
  void refusalsNameTheColumnAndSayWhatToDo() {
    assertThat(TypeRule.refusalOfLong("speed", 7)).isNull();
    assertThat(TypeRule.refusalOfLong("speed", Long.MAX_VALUE))
        .contains("column speed holds doubles");
    assertThat(TypeRule.refusalOfDouble("laps", 7.0)).isNull();
    assertThat(TypeRule.refusalOfDouble("laps", 7.5)).contains("column laps holds integers beyond");
    assertThat(TypeRule.mismatch("name", ColumnType.STRING, "an integer"))
        .isEqualTo("column name holds strings, not an integer; send the value under another name");
  }
}
