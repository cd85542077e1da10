package io.pitwall.storage.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Blocks of the shapes that encodings are made for, and of those that break them. */
final class SampleBlocks {
  private SampleBlocks() {}

  static final int[] COUNTS = {1, 2, 3, 15, 16, 17, 100, 255, 256, 257, 1000, 1023, 1024};

  static List<long[]> longs(int count, Random random) {
    List<long[]> blocks = new ArrayList<>();
    for (int width = 0; width <= 64; width += width < 8 ? 1 : 7) {
      blocks.add(new long[count]);
      long[] block = blocks.getLast();
      long base = random.nextLong();
      for (int i = 0; i < count; i++) {
        block[i] = base + (width == 0 ? 0 : random.nextLong() >>> (64 - width));
      }
    }
    long[] steps = new long[count];
    long[] drifting = new long[count];
    long[] runs = new long[count];
    long[] extremes = new long[count];
    long[] booleans = new long[count];
    long step = 1_000_000;
    for (int i = 0; i < count; i++) {
      steps[i] = 1_767_225_600_000_000_000L + i * 1_634L;
      drifting[i] = i == 0 ? 1_767_225_600_000_000_000L : drifting[i - 1] + step;
      step += random.nextInt(3) + 900;
      runs[i] = i == 0 || random.nextInt(50) == 0 ? random.nextLong() : runs[i - 1];
      extremes[i] =
          random.nextBoolean()
              ? Long.MIN_VALUE + random.nextInt(2)
              : Long.MAX_VALUE - random.nextInt(2);
      booleans[i] = random.nextInt(2);
    }
    blocks.addAll(List.of(steps, drifting, runs, extremes, booleans));
    return blocks;
  }

  static List<double[]> doubles(int count, Random random) {
    List<double[]> blocks = new ArrayList<>();
    for (int digits = 0; digits <= 18; digits += 2) {
      double[] block = new double[count];
      for (int i = 0; i < count; i++) {
        block[i] = (random.nextInt(20_000) - 5_000) / Math.pow(10, digits);
      }
      blocks.add(block);
    }
    double[] twoDigits = new double[count];
    double[] mixed = new double[count];
    double[] noise = new double[count];
    double[] bits = new double[count];
    double[] edges = new double[count];
    double[] runs = new double[count];
    double[] constant = new double[count];
    for (int i = 0; i < count; i++) {
      twoDigits[i] = (20_000 + random.nextInt(10_000)) / 100.0;
      mixed[i] =
          random.nextInt(20) == 0 ? random.nextGaussian() : (double) random.nextInt(1000) / 10;
      noise[i] = random.nextGaussian();
      bits[i] = Double.longBitsToDouble(random.nextLong());
      edges[i] = edge(random);
      runs[i] = i > 0 && random.nextInt(20) != 0 ? runs[i - 1] : random.nextGaussian();
      constant[i] = -0.0;
    }
    blocks.addAll(List.of(twoDigits, mixed, noise, bits, edges, runs, constant));
    return blocks;
  }

  static double edge(Random random) {
    double[] edges = {
      0.0,
      -0.0,
      Double.NaN,
      Double.longBitsToDouble(0xFFF8_0000_0000_0001L),
      Double.longBitsToDouble(0x7FF0_0000_0000_0001L),
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.MIN_NORMAL,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      0.1,
      0.1 + 0.2,
      1e15,
      1e16,
      1L << 51,
      (1L << 51) + 1,
      -(1L << 51),
      1L << 53,
      2251799813685247.5,
      123456789.123456,
      1e-18,
      1e22,
      1.5
    };
    return edges[random.nextInt(edges.length)];
  }
}
