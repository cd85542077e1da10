package io.pitwall.storage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.storage.encoding.SeededRandom;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Both kernels on the same input: they agree to the bit, and with a plain account of what is right.
 */
class KernelTwinsTest {
  private static final int OFFSET = 5;
  private static final int ROUNDS = 400;

  private final Random random = SeededRandom.create("KernelTwinsTest");
  private final Kernels scalar = new ScalarKernels();
  private final Kernels vector = new VectorKernels();

  private int someCount() {
    return 1 + random.nextInt(random.nextBoolean() ? 40 : 1024);
  }

  private long[] someLongs(int count) {
    int width = random.nextInt(64);
    long[] values = new long[count + 2 * OFFSET];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextLong() >> width;
    }
    return values;
  }

  private double[] someDoubles(int count) {
    int kind = random.nextInt(4);
    double[] values = new double[count + 2 * OFFSET];
    double[] odd = {
      Double.NaN, -0.0, 0.0, Double.MIN_VALUE, 1e300, -1e300, Double.POSITIVE_INFINITY
    };
    for (int i = 0; i < values.length; i++) {
      boolean isOdd = kind == 3 && random.nextInt(10) == 0;
      double decimal = random.nextInt(1_000_000) / 100.0 - 2000;
      values[i] = isOdd ? odd[random.nextInt(odd.length)] : decimal;
      if (kind == 2) {
        values[i] = Double.longBitsToDouble(random.nextLong());
      } else if (kind == 1) {
        values[i] = random.nextGaussian() * Math.pow(10, random.nextInt(30));
      }
    }
    return values;
  }

  @Test
  void packingAgreesAndIsUndone() {
    for (int round = 0; round < ROUNDS; round++) {
      int count = someCount();
      int width = 1 + random.nextInt(63);
      long base = random.nextLong();
      long[] values = new long[count + 2 * OFFSET];
      for (int i = 0; i < values.length; i++) {
        values[i] = base + (random.nextLong() >>> (64 - width));
      }
      int words = Kernels.packedWords(count, width);
      long[] first = random.longs(words + Kernels.LANES).toArray();
      long[] second = random.longs(words + Kernels.LANES).toArray();
      scalar.pack(values, OFFSET, count, base, width, first);
      vector.pack(values, OFFSET, count, base, width, second);
      assertThat(Arrays.copyOf(second, words)).isEqualTo(Arrays.copyOf(first, words));
      for (Kernels kernels : new Kernels[] {scalar, vector}) {
        long[] into = new long[count + 2 * OFFSET];
        kernels.unpack(first, width, base, into, OFFSET, count);
        assertThat(Arrays.copyOfRange(into, OFFSET, OFFSET + count))
            .isEqualTo(Arrays.copyOfRange(values, OFFSET, OFFSET + count));
        assertThat(into[OFFSET - 1] | into[OFFSET + count]).isZero();
      }
    }
  }

  @Test
  void profilesAgree() {
    for (int round = 0; round < ROUNDS; round++) {
      int count = someCount();
      long[] values = someLongs(count);
      LongProfile first = new LongProfile();
      LongProfile second = new LongProfile();
      scalar.profile(values, OFFSET, count, first);
      vector.profile(values, OFFSET, count, second);
      assertThat(second).usingRecursiveComparison().isEqualTo(first);
    }
  }

  @Test
  void deltasAreUndoneByPrefixSums() {
    for (int round = 0; round < ROUNDS; round++) {
      int count = someCount();
      long[] values = someLongs(count);
      for (Kernels kernels : new Kernels[] {scalar, vector}) {
        long[] into = new long[count];
        kernels.deltas(values, OFFSET, count, into);
        kernels.prefixSum(values[OFFSET], into, 0, count - 1);
        assertThat(Arrays.copyOf(into, count - 1))
            .isEqualTo(Arrays.copyOfRange(values, OFFSET + 1, OFFSET + count));
      }
    }
  }

  @Test
  void decimalsAgree() {
    for (int round = 0; round < ROUNDS; round++) {
      int count = someCount();
      double[] values = someDoubles(count);
      int exponent = random.nextInt(4);
      long[] firstMantissas = new long[count];
      long[] secondMantissas = new long[count];
      long[] firstExceptions = random.longs(16).toArray();
      long[] secondExceptions = firstExceptions.clone();
      LongProfile first = new LongProfile();
      LongProfile second = new LongProfile();
      int expected =
          scalar.encodeDecimals(
              values, OFFSET, count, exponent, firstMantissas, firstExceptions, first);
      int found =
          vector.encodeDecimals(
              values, OFFSET, count, exponent, secondMantissas, secondExceptions, second);
      assertThat(found).isEqualTo(expected);
      assertThat(secondMantissas).isEqualTo(firstMantissas);
      assertThat(secondExceptions).isEqualTo(firstExceptions);
      assertThat(second).usingRecursiveComparison().isEqualTo(first);
      double[] firstValues = new double[count + 1];
      double[] secondValues = new double[count + 1];
      scalar.decodeDecimals(firstMantissas, exponent, firstValues, 1, count);
      vector.decodeDecimals(firstMantissas, exponent, secondValues, 1, count);
      for (int i = 0; i < count; i++) {
        assertThat(Double.doubleToRawLongBits(secondValues[i + 1]))
            .isEqualTo(Double.doubleToRawLongBits(firstValues[i + 1]));
        if ((firstExceptions[i >> 6] >>> i & 1) == 0) {
          assertThat(Double.doubleToRawLongBits(firstValues[i + 1]))
              .isEqualTo(Double.doubleToRawLongBits(values[OFFSET + i]));
        }
      }
    }
  }

  @Test
  void codesAreWidenedAndNarrowed() {
    for (int round = 0; round < ROUNDS; round++) {
      int count = someCount();
      int[] codes = random.ints(count + OFFSET, 0, Integer.MAX_VALUE).toArray();
      for (Kernels kernels : new Kernels[] {scalar, vector}) {
        long[] wide = new long[count];
        int[] back = new int[count + 3];
        kernels.widen(codes, OFFSET, count, wide);
        assertThat(kernels.narrow(wide, back, 3, count)).isTrue();
        assertThat(Arrays.copyOfRange(back, 3, 3 + count))
            .isEqualTo(Arrays.copyOfRange(codes, OFFSET, OFFSET + count));
        wide[random.nextInt(count)] = random.nextBoolean() ? -1 : 1L << 31;
        assertThat(kernels.narrow(wide, back, 3, count)).isFalse();
      }
    }
  }

  @Test
  void longStatisticsAreExactWithAndWithoutNulls() {
    for (int round = 0; round < ROUNDS; round++) {
      int count = someCount();
      long[] values = someLongs(count);
      int bitOffset = random.nextInt(70);
      long[] presence = somePresence(bitOffset, count);
      BigInteger all = BigInteger.ZERO;
      BigInteger present = BigInteger.ZERO;
      for (int i = 0; i < count; i++) {
        BigInteger value = BigInteger.valueOf(values[OFFSET + i]);
        all = all.add(value);
        present = isSet(presence, bitOffset + i) ? present.add(value) : present;
      }
      LongStatistics first = new LongStatistics();
      LongStatistics second = new LongStatistics();
      scalar.statistics(values, OFFSET, count, first);
      vector.statistics(values, OFFSET, count, second);
      assertThat(second).usingRecursiveComparison().isEqualTo(first);
      assertThat(first.sum()).isEqualTo(all);
      first.clear();
      second.clear();
      scalar.statistics(values, OFFSET, count, presence, bitOffset, first);
      vector.statistics(values, OFFSET, count, presence, bitOffset, second);
      assertThat(second).usingRecursiveComparison().isEqualTo(first);
      assertThat(first.sum()).isEqualTo(present);
    }
  }

  private long[] somePresence(int bitOffset, int count) {
    int kind = random.nextInt(4);
    long[] presence = new long[(bitOffset + count + 63) / 64];
    for (int i = 0; i < presence.length; i++) {
      presence[i] = kind == 0 ? 0 : kind == 1 ? -1 : random.nextLong();
    }
    return presence;
  }

  private static boolean isSet(long[] bits, int at) {
    return (bits[at >> 6] >>> at & 1) != 0;
  }

  @Test
  void doubleStatisticsAgreeToTheBitWithAndWithoutNulls() {
    for (int round = 0; round < ROUNDS; round++) {
      int count = someCount();
      double[] values = someDoubles(count);
      int bitOffset = random.nextInt(70);
      long[] presence = somePresence(bitOffset, count);
      DoubleStatistics first = new DoubleStatistics();
      DoubleStatistics second = new DoubleStatistics();
      scalar.statistics(values, OFFSET, count, first);
      vector.statistics(values, OFFSET, count, second);
      assertSame(second, first);
      first.clear();
      second.clear();
      scalar.statistics(values, OFFSET, count, presence, bitOffset, first);
      vector.statistics(values, OFFSET, count, presence, bitOffset, second);
      assertSame(second, first);
    }
  }

  private static void assertSame(DoubleStatistics found, DoubleStatistics expected) {
    assertThat(found.count()).isEqualTo(expected.count());
    assertThat(found.nans()).isEqualTo(expected.nans());
    assertThat(Double.doubleToLongBits(found.min()))
        .isEqualTo(Double.doubleToLongBits(expected.min()));
    assertThat(Double.doubleToLongBits(found.max()))
        .isEqualTo(Double.doubleToLongBits(expected.max()));
    assertThat(Double.doubleToLongBits(found.sum()))
        .isEqualTo(Double.doubleToLongBits(expected.sum()));
    assertThat(Double.doubleToLongBits(found.compensation()))
        .isEqualTo(Double.doubleToLongBits(expected.compensation()));
  }

  @Test
  void theCompensatedSumIsTheNearestDoubleToTheExactSum() {
    double[] values = new double[1024];
    BigDecimal exact = BigDecimal.ZERO;
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2 == 0 ? random.nextDouble() * 1e10 : random.nextDouble() * 1e-6;
      exact = exact.add(new BigDecimal(values[i]));
    }
    DoubleStatistics statistics = new DoubleStatistics();
    vector.statistics(values, 0, values.length, statistics);
    assertThat(statistics.total())
        .isCloseTo(exact.doubleValue(), within(Math.ulp(exact.doubleValue())));
  }

  @Test
  void infinitiesAndNansKeepTheirMeaningInTheSum() {
    DoubleStatistics statistics = new DoubleStatistics();
    vector.statistics(new double[] {1, Double.POSITIVE_INFINITY, 2}, 0, 3, statistics);
    assertThat(statistics.total()).isEqualTo(Double.POSITIVE_INFINITY);
    vector.statistics(new double[] {Double.NaN}, 0, 1, statistics);
    assertThat(statistics.nans()).isEqualTo(1);
    assertThat(statistics.max()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(statistics.total()).isNaN();
  }

  @Test
  void repeatedLongsAndMergedHoldersKeepTheExactSum() {
    LongStatistics statistics = new LongStatistics();
    statistics.addRepeated(Long.MAX_VALUE, 1_000_000);
    LongStatistics other = new LongStatistics();
    other.addRepeated(Long.MIN_VALUE, 3);
    statistics.merge(other);
    BigInteger expected =
        BigInteger.valueOf(Long.MAX_VALUE)
            .multiply(BigInteger.valueOf(1_000_000))
            .add(BigInteger.valueOf(Long.MIN_VALUE).multiply(BigInteger.valueOf(3)));
    assertThat(statistics.sum()).isEqualTo(expected);
    assertThat(statistics.count()).isEqualTo(1_000_003);
  }
}
