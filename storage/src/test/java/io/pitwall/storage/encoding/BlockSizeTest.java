package io.pitwall.storage.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.format.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class BlockSizeTest {
  private final Random random = SeededRandom.create("BlockSizeTest");

  private static int longBytes(Effort effort, int count, IntToLongFunction value) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = value.applyAsLong(i);
    }
    ByteSink out = new ByteSink(16);
    new BlockEncoder(effort).encodeLongs(values, 0, count, out);
    return out.size();
  }

  private static int doubleBytes(Effort effort, int count, IntToDoubleFunction value) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = value.applyAsDouble(i);
    }
    ByteSink out = new ByteSink(16);
    new BlockEncoder(effort).encodeDoubles(values, 0, count, out);
    return out.size();
  }

  @Test
  void timesOfAConstantStepTakeAFewBytes() {
    for (Effort effort : Effort.values()) {
      assertThat(longBytes(effort, 1024, i -> 1_767_225_600_000_000_000L + i * 1_634L))
          .isLessThan(16);
    }
  }

  @Test
  void timesOfASlowlyGrowingStepTakeAFewBytes() {
    assertThat(
            longBytes(Effort.THOROUGH, 1024, i -> 1_767_225_600_000_000_000L + (long) i * i * 1000))
        .isLessThan(24);
  }

  @Test
  void equalValuesTakeAFewBytes() {
    for (Effort effort : Effort.values()) {
      assertThat(longBytes(effort, 1024, i -> 200)).isEqualTo(3);
      assertThat(doubleBytes(effort, 1024, i -> 0.1)).isEqualTo(9);
    }
  }

  @Test
  void longRunsTakeAFewBytes() {
    for (Effort effort : Effort.values()) {
      assertThat(longBytes(effort, 1024, i -> i / 100 * 977L % 13)).isLessThan(40);
    }
  }

  @Test
  void doublesOfTwoDecimalsTakeTheBitsOfTheirRange() {
    for (Effort effort : Effort.values()) {
      int bytes = doubleBytes(effort, 1024, i -> (20_000 + random.nextInt(8192)) / 100.0);
      assertThat(bytes).isBetween(1024 * 12 / 8, 1024 * 13 / 8 + 12);
    }
  }

  @Test
  void aFewOddDoublesCostTenBytesEach() {
    for (Effort effort : Effort.values()) {
      int bytes =
          doubleBytes(effort, 1024, i -> i % 100 == 0 ? Double.NaN : (i * 7919 % 1000) / 10.0);
      assertThat(bytes).isLessThan(1024 * 10 / 8 + 12 + 11 * 10);
    }
  }

  @Test
  void booleansTakeOneBit() {
    assertThat(longBytes(Effort.FAST, 1024, i -> random.nextInt(2))).isLessThan(132);
  }

  @Test
  void oneRowStaysSmall() {
    assertThat(longBytes(Effort.FAST, 1, i -> 7)).isEqualTo(2);
    assertThat(doubleBytes(Effort.FAST, 1, i -> 98.25)).isEqualTo(9);
    assertThat(longBytes(Effort.FAST, 10, i -> i * 31 % 64)).isLessThan(14);
  }

  @Test
  void longTextIsCompressedAndNoiseIsNot() {
    ByteSink utf8 = new ByteSink(16);
    int[] ends = new int[100];
    for (int i = 0; i < 100; i++) {
      byte[] text =
          ("pit stop " + i + ": four tyres, wedge, fuel").getBytes(StandardCharsets.UTF_8);
      utf8.putBytes(text, 0, text.length);
      ends[i] = utf8.size();
    }
    ByteSink out = new ByteSink(16);
    new BlockEncoder(Effort.FAST).encodeText(utf8.array(), ends, 0, 100, out);
    assertThat(out.size()).isLessThan(utf8.size() / 3);

    byte[] noise = new byte[4096];
    random.nextBytes(noise);
    out.clear();
    new BlockEncoder(Effort.FAST).encodeText(noise, new int[] {4096}, 0, 1, out);
    assertThat(out.size()).isBetween(4097, 4102);
  }
}
