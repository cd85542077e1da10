package io.pitwall.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Int128Test {
  private static final long[] EDGES = {
    0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, -(1L << 32), (1L << 53) + 1
  };

  private long high;
  private long low;

  private void add(long value) {
    long before = low;
    low = before + value;
    high += Int128.high(value) + Int128.carry(before, value, low);
  }

  @Test
  void sumsOfLongsAreExact() {
    BigInteger expected = BigInteger.ZERO;
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      long value = i % 3 == 0 ? EDGES[i / 3 % EDGES.length] : random.nextLong();
      add(value);
      expected = expected.add(BigInteger.valueOf(value));
      assertThat(Int128.toBigInteger(high, low)).isEqualTo(expected);
      assertThat(Int128.fitsLong(high, low)).isEqualTo(expected.bitLength() < 64);
      assertThat(Int128.toDouble(high, low)).isEqualTo(expected.doubleValue());
    }
  }

  @Test
  void aSumBeyondLongsIsStillTheNearestDouble() {
    add(Long.MAX_VALUE);
    add(Long.MAX_VALUE);
    assertThat(Int128.fitsLong(high, low)).isFalse();
    assertThat(Int128.toDouble(high, low)).isEqualTo(0x1p64);
  }
}
