package io.pitwall.storage.kernel;

/**
 * Runs every kernel until the JIT has compiled it.
 *
 * <p>Interpreted, the Vector API makes an object of every vector and takes microseconds a value, so
 * the first seconds of a server would be a thousand times slower than the rest. One pass takes
 * about a second of a core; it may run beside the server's work, on a thread of the caller's.
 */
public final class KernelWarmUp {
  private static final int ROWS = 1024;

  /**
   * HotSpot compiles a loop with C2 after some 40,000 turns; the shortest kernel takes 64 turns a
   * call.
   */
  private static final int CALLS = 1500;

  /** Wide enough to cross words, and not every row. */
  private static final int WIDTH = 13;

  private static final int EXPONENT = 2;

  private final Kernels kernels;
  private final long[] longs = new long[ROWS];
  private final long[] longsInto = new long[ROWS];
  private final long[] words = new long[2 * ROWS];
  private final double[] doubles = new double[ROWS];
  private final double[] doublesInto = new double[ROWS];
  private final int[] ints = new int[ROWS];
  private final long[] exceptions = new long[ROWS / Long.SIZE];
  private final long[] presence = new long[ROWS / Long.SIZE];

  private KernelWarmUp(Kernels kernels) {
    this.kernels = kernels;
    for (int i = 0; i < ROWS; i++) {
      longs[i] = (i * 2_654_435_761L >>> 7) & ((1L << WIDTH) - 1);
      doubles[i] = longs[i] / 100.0;
      ints[i] = i;
    }
    for (int i = 0; i < presence.length; i++) {
      presence[i] = longs[i] | 1L << i;
    }
  }

  /**
   * Warms up the kernels of this process; stops early when the thread is interrupted, and leaves it
   * interrupted.
   */
  public static void run() {
    run(KernelProvider.kernels());
  }

  /** Warms up these kernels. */
  public static void run(Kernels kernels) {
    KernelWarmUp warmUp = new KernelWarmUp(kernels);
    for (int call = 0; call < CALLS && !Thread.currentThread().isInterrupted(); call++) {
      // Whole blocks, and blocks that end within a vector.
      warmUp.runOnce(call % 8 == 0 ? ROWS - 3 : ROWS);
    }
  }

  private void runOnce(int count) {
    LongProfile profile = new LongProfile();
    kernels.profile(longs, 0, count, profile);
    kernels.pack(longs, 0, count, 0, WIDTH, words);
    kernels.unpack(words, WIDTH, 0, longsInto, 0, count);
    kernels.deltas(longs, 0, count, longsInto);
    kernels.prefixSum(longs[0], longsInto, 0, count);
    kernels.encodeDecimals(doubles, 0, count, EXPONENT, longsInto, exceptions, profile);
    kernels.decodeDecimals(longsInto, EXPONENT, doublesInto, 0, count);
    kernels.widen(ints, 0, count, longsInto);
    kernels.narrow(longsInto, ints, 0, count);
    LongStatistics longStatistics = new LongStatistics();
    kernels.statistics(longs, 0, count, longStatistics);
    kernels.statistics(longs, 0, count, presence, 0, longStatistics);
    DoubleStatistics doubleStatistics = new DoubleStatistics();
    kernels.statistics(doubles, 0, count, doubleStatistics);
    kernels.statistics(doubles, 0, count, presence, 0, doubleStatistics);
  }
}
