package io.pitwall.storage.encoding;

import io.pitwall.storage.limit.FormatLimits;
import java.util.Random;

/** Full blocks with the ranges of the race's columns, always the same ones. */
public final class EncodingData {
  public static final int ROWS = FormatLimits.BLOCK_ROWS;

  private static final long SEED = 612_000;

  private EncodingData() {}

  /** Longs by the name of their shape. */
  public static long[] longs(String shape) {
    Random random = new Random(SEED);
    long[] values = new long[ROWS];
    long time = 1_767_225_600_000_000_000L;
    for (int i = 0; i < ROWS; i++) {
      time += 1_000_000 + random.nextInt(1000);
      values[i] =
          switch (shape) {
            case "constant" -> 200;
            case "time" -> time;
            case "step" -> 1_767_225_600_000_000_000L + i * 1_634L;
            case "runs" -> i / 60;
            case "rpm" -> 7_000 + random.nextInt(2_500);
            case "noise" -> random.nextLong();
            default -> throw new IllegalArgumentException(shape);
          };
    }
    return values;
  }

  /** Doubles by the name of their shape. */
  public static double[] doubles(String shape) {
    Random random = new Random(SEED);
    double[] values = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      values[i] =
          switch (shape) {
            case "two-decimals" -> (18_000 + random.nextInt(9_000)) / 100.0;
            case "exceptions" ->
                random.nextInt(50) == 0 ? random.nextGaussian() : random.nextInt(9_000) / 10.0;
            case "noise" -> random.nextGaussian();
            default -> throw new IllegalArgumentException(shape);
          };
    }
    return values;
  }

  /** Codes of 40 cars in turn, as they arrive. */
  static int[] codes() {
    int[] codes = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      codes[i] = i % 40;
    }
    return codes;
  }
}
