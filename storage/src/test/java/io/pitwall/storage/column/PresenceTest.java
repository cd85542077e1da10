package io.pitwall.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The masks against {@link BitSet}. */
class PresenceTest {
  private static final int ROWS = 400;

  private final Random random = new Random(3);
  private final long[] mask = new long[Presence.words(ROWS)];
  private final BitSet twin = new BitSet();

  private void assertSame() {
    for (int row = 0; row < ROWS; row++) {
      assertThat(Presence.has(mask, row)).as("row %d", row).isEqualTo(twin.get(row));
    }
  }

  private void fillAtRandom() {
    for (int row = 0; row < ROWS; row++) {
      if (random.nextInt(3) == 0) {
        Presence.set(mask, row);
        twin.set(row);
      }
    }
  }

  @Test
  void rangesSetAndClearTheirRowsAndNoOthers() {
    for (int i = 0; i < 300; i++) {
      int from = random.nextInt(ROWS + 1);
      int to = from + random.nextInt(ROWS + 1 - from);
      if (random.nextBoolean()) {
        Presence.setRange(mask, from, to);
        twin.set(from, to);
      } else {
        Presence.clearRange(mask, from, to);
        twin.clear(from, to);
      }
      assertSame();
    }
  }

  @Test
  void countAndFirstLookOnlyAtTheRowsAskedFor() {
    fillAtRandom();
    assertThat(Presence.first(mask)).isEqualTo(twin.nextSetBit(0));
    for (int rows = 0; rows <= ROWS; rows++) {
      assertThat(Presence.count(mask, rows)).isEqualTo(twin.get(0, rows).cardinality());
    }
  }

  @Test
  void aSliceBeginsWithItsFirstRowAndEndsWithZeros() {
    fillAtRandom();
    for (int from = 0; from < ROWS; from++) {
      int rows = 1 + random.nextInt(ROWS - from);
      long[] slice = new long[Presence.words(rows)];
      Presence.slice(mask, from, rows, slice);
      assertThat(BitSet.valueOf(slice)).isEqualTo(twin.get(from, from + rows));
    }
  }

  @Test
  void aMaskWithoutNullsIsTrimmedToNone() {
    Presence.setRange(mask, 0, 100);
    assertThat(Presence.trim(null, 100)).isNull();
    assertThat(Presence.trim(mask, 100)).isNull();
    assertThat(Presence.trim(mask, 101)).hasSize(2);
    Presence.clear(mask, 7);
    long[] trimmed = Presence.trim(mask, 70);
    assertThat(trimmed).containsExactly(~(1L << 7), 0x3F);
  }

  @Test
  void nullRowsGetTheValueBeforeThem() {
    Presence.set(mask, 1);
    Presence.set(mask, 3);
    long[] longs = {9, 5, 9, 6, 9};
    Presence.fillNulls(longs, 5, mask, 4, longs);
    assertThat(longs).containsExactly(4, 5, 5, 6, 6);
    double[] doubles = new double[5];
    Presence.fillNulls(new double[] {9, 5, 9, 6, 9}, 5, mask, 4, doubles);
    assertThat(doubles).containsExactly(4, 5, 5, 6, 6);
    int[] codes = {9, 5, 9, 6, 9};
    Presence.fillNulls(codes, 5, mask, 4, codes);
    assertThat(codes).containsExactly(4, 5, 5, 6, 6);
  }
}
