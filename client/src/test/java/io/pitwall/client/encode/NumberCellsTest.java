package io.pitwall.client.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberCellsTest {
  @Test
  void overwritesDigitsOfEveryWidthAndNothingElse() {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int width = NumberCells.MIN_DIGITS; width <= 19; width++) {
      for (int round = 0; round < 200; round++) {
        long lowest = (long) Math.pow(10, width - 1);
        long highest = width == 19 ? Long.MAX_VALUE : lowest * 10;
        long step = random.nextLong(1L << random.nextInt(1, 20));
        long first = random.nextLong(lowest, highest - 5 * step);

        assertThat(written(width, first, step, 5))
            .as("seed %d", seed)
            .isEqualTo(expected(first, step, 5));
      }
    }
  }

  @Test
  void carriesIntoTheLeadingDigits() {
    assertThat(written(19, 1_760_000_000_099_999_999L, 1, 2))
        .isEqualTo(expected(1_760_000_000_099_999_999L, 1, 2));
    assertThat(written(16, 1_999_999_999_999_998L, 3, 3))
        .isEqualTo(expected(1_999_999_999_999_998L, 3, 3));
    assertThat(written(13, 1_760_099_999_999L, 250_000_000, 4))
        .isEqualTo(expected(1_760_099_999_999L, 250_000_000, 4));
  }

  @Test
  void convertsEveryPairOfDigits() {
    for (long value = 0; value < 10_000; value++) {
      ByteBuffer word = ByteBuffer.allocate(8).order(java.nio.ByteOrder.LITTLE_ENDIAN);
      word.putLong(0, NumberCells.eightDigits(value * 10_000 + (9_999 - value)));

      assertThat(new String(word.array(), StandardCharsets.US_ASCII))
          .isEqualTo("%04d%04d".formatted(value, 9_999 - value));
    }
  }

  @Test
  void overwritesBinaryCellsBigEndian() {
    ByteBuffer body = ByteBuffer.allocate(20);

    NumberCells.BINARY.writeProgression(body, new int[] {1, 10}, 8, 5, 7);

    assertThat(body.getLong(1)).isEqualTo(5);
    assertThat(body.getLong(10)).isEqualTo(12);
    assertThat(body.get(0)).isZero();
    assertThat(body.get(9)).isZero();
  }

  @Test
  void refusesANumberThatDoesNotFillItsCell() {
    ByteBuffer body = ByteBuffer.allocate(64);

    assertThatThrownBy(() -> NumberCells.DECIMAL.writeProgression(body, new int[] {0}, 13, 5, 0))
        .hasMessageContaining("5 does not have 13 digits");
    assertThatThrownBy(() ->
            NumberCells.DECIMAL.writeProgression(
                body, new int[] {0, 20}, 13, 9_999_999_999_999L, 1))
        .hasMessageContaining("10000000000000");
    assertThatThrownBy(() -> NumberCells.BINARY.writeProgression(body, new int[] {0}, 8, 5, -1))
        .hasMessageContaining("step -1");
  }

  private static String written(int width, long first, long step, int count) {
    int stride = width + 3;
    ByteBuffer body = ByteBuffer.allocateDirect(stride * count + 1);
    int[] offsets = new int[count];
    for (int i = 0; i < body.capacity(); i++) {
      body.put(i, (byte) '.');
    }
    for (int i = 0; i < count; i++) {
      offsets[i] = 1 + i * stride;
    }
    NumberCells.DECIMAL.writeProgression(body, offsets, width, first, step);
    return StandardCharsets.US_ASCII.decode(body).toString();
  }

  private static String expected(long first, long step, int count) {
    StringBuilder text = new StringBuilder(".");
    for (int i = 0; i < count; i++) {
      text.append(first + i * step).append("...");
    }
    return text.toString();
  }
}
