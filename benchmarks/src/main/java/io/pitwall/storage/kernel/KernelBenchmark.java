package io.pitwall.storage.kernel;

import io.pitwall.storage.encoding.EncodingBenchmark;
import io.pitwall.storage.encoding.EncodingData;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds a value of each kernel, scalar beside vector, on one full block. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(EncodingData.ROWS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
  private static final int ROWS = EncodingData.ROWS;
  private static final int WIDTH = 12;
  private static final long BASE = 7_000;
  private static final int EXPONENT = 2;

  @Param({"vector", "scalar"})
  public String kernels;

  private final long[] longs = EncodingData.longs("rpm");
  private final double[] doubles = EncodingData.doubles("two-decimals");
  private final long[] words = new long[2 * ROWS];
  private final long[] into = new long[ROWS];
  private final double[] doublesInto = new double[ROWS];
  private final long[] exceptions = new long[ROWS / Long.SIZE];
  private final long[] presence = new long[ROWS / Long.SIZE];
  private final LongProfile profile = new LongProfile();
  private final LongStatistics longStatistics = new LongStatistics();
  private final DoubleStatistics doubleStatistics = new DoubleStatistics();
  private Kernels kernel;

  /** Packs what is unpacked. */
  @Setup
  public void prepare() {
    kernel = EncodingBenchmark.kernelsNamed(kernels);
    Arrays.fill(presence, 0xFFFF_FFFF_FFEF_FFFFL);
    kernel.pack(longs, 0, ROWS, BASE, WIDTH, words);
  }

  @Benchmark
  public LongProfile profile() {
    kernel.profile(longs, 0, ROWS, profile);
    return profile;
  }

  @Benchmark
  public long[] pack() {
    kernel.pack(longs, 0, ROWS, BASE, WIDTH, words);
    return words;
  }

  @Benchmark
  public long[] unpack() {
    kernel.unpack(words, WIDTH, BASE, into, 0, ROWS);
    return into;
  }

  @Benchmark
  public int encodeDecimals() {
    return kernel.encodeDecimals(doubles, 0, ROWS, EXPONENT, into, exceptions, profile);
  }

  @Benchmark
  public double[] decodeDecimals() {
    kernel.decodeDecimals(longs, EXPONENT, doublesInto, 0, ROWS);
    return doublesInto;
  }

  @Benchmark
  public long[] prefixSum() {
    kernel.prefixSum(1, into, 0, ROWS);
    return into;
  }

  @Benchmark
  public LongStatistics longStatistics() {
    longStatistics.clear();
    kernel.statistics(longs, 0, ROWS, longStatistics);
    return longStatistics;
  }

  @Benchmark
  public LongStatistics longStatisticsWithNulls() {
    longStatistics.clear();
    kernel.statistics(longs, 0, ROWS, presence, 0, longStatistics);
    return longStatistics;
  }

  @Benchmark
  public DoubleStatistics doubleStatistics() {
    doubleStatistics.clear();
    kernel.statistics(doubles, 0, ROWS, doubleStatistics);
    return doubleStatistics;
  }

  @Benchmark
  public DoubleStatistics doubleStatisticsWithNulls() {
    doubleStatistics.clear();
    kernel.statistics(doubles, 0, ROWS, presence, 0, doubleStatistics);
    return doubleStatistics;
  }
}
