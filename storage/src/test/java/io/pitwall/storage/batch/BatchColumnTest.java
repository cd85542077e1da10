package io.pitwall.storage.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.column.ColumnType;
import org.junit.jupiter.api.Test;

/** What becomes of a number in a column of another type. */
class BatchColumnTest {
  private static final long EXACT = 1L << 53;

  private static BatchColumn column(ColumnType type) {
    return new BatchColumn("v", type, 0, 16, new BatchMemory(null, 1 << 20));
  }

  @Test
  void aLongGoesIntoDoublesOnlyIfExact() {
    BatchColumn column = column(ColumnType.DOUBLE);
    assertThat(column.putLong(0, EXACT)).isNull();
    assertThat(column.putLong(1, -EXACT)).isNull();
    assertThat(column.putLong(2, Long.MIN_VALUE)).isNull();
    assertThat(column.doubles()[2]).isEqualTo(-0x1p63);
    assertThat(column.putLong(3, EXACT + 1)).contains("not exact");
    assertThat(column.putLong(3, -EXACT - 1)).contains("not exact");
    assertThat(column.putLong(3, Long.MAX_VALUE)).contains("not exact");
    assertThat(column.putLong(3, EXACT + 2)).isNull();
  }

  @Test
  void anIntegralDoubleGoesIntoLongs() {
    BatchColumn column = column(ColumnType.LONG);
    assertThat(column.putDouble(0, 3.0)).isNull();
    assertThat(column.putDouble(1, -0x1p63)).isNull();
    assertThat(column.type()).isEqualTo(ColumnType.LONG);
    assertThat(column.longs()[1]).isEqualTo(Long.MIN_VALUE);
    // 2^63 is no long; and the column can't widen, for it holds a long beyond 2^53.
    assertThat(column.putDouble(2, 0x1p63)).contains("beyond 2^53");
    assertThat(column.putDouble(2, 0.5)).contains("beyond 2^53");
    assertThat(column.type()).isEqualTo(ColumnType.LONG);
  }

  @Test
  void negativeZeroAndNotANumberWidenLongs() {
    for (double value : new double[] {-0.0, Double.NaN, Double.NEGATIVE_INFINITY, 0.5}) {
      BatchColumn column = column(ColumnType.LONG);
      assertThat(column.putLong(0, EXACT)).isNull();
      assertThat(column.putDouble(1, value)).isNull();
      assertThat(column.type()).isEqualTo(ColumnType.DOUBLE);
      assertThat(column.doubles()[0]).isEqualTo(0x1p53);
      assertThat(Double.doubleToRawLongBits(column.doubles()[1]))
          .isEqualTo(Double.doubleToRawLongBits(value));
    }
  }

  @Test
  void aDiscardedRowTakesItsWideningBack() {
    BatchColumn column = column(ColumnType.LONG);
    assertThat(column.putLong(0, -EXACT)).isNull();
    assertThat(column.putDouble(1, 0.5)).isNull();
    assertThat(column.discardFrom(1)).isFalse();
    assertThat(column.type()).isEqualTo(ColumnType.LONG);
    assertThat(column.longs()[0]).isEqualTo(-EXACT);
    assertThat(column.isNull(1)).isTrue();
    assertThat(column.putLong(1, Long.MAX_VALUE)).isNull();
  }

  @Test
  void rowsLeftOutAreNullAtEveryWordBorder() {
    for (int gap : new int[] {1, 15, 16, 17, 63, 64, 65, 128, 1000}) {
      BatchColumn column = column(ColumnType.LONG);
      column.putLong(0, 1);
      column.putLong(gap + 1, 2);
      column.finish(gap + 70);
      for (int row = 0; row < gap + 70; row++) {
        assertThat(column.isNull(row)).as("row %d", row).isEqualTo(row != 0 && row != gap + 1);
      }
    }
  }
}
