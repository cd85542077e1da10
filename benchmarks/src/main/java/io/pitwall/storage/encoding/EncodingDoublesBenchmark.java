package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
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

/**
 * Nanoseconds a value to encode and decode a block of doubles, with either effort and either
 * kernel.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(EncodingData.ROWS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodingDoublesBenchmark {
  @Param({"vector", "scalar"})
  public String kernels;

  @Param({"FAST", "THOROUGH"})
  public Effort effort;

  @Param({"two-decimals", "exceptions", "noise"})
  public String shape;

  private final ByteSink sink = new ByteSink(16 * EncodingData.ROWS);
  private final EncodingHint hint = new EncodingHint();
  private final double[] decoded = new double[EncodingData.ROWS];
  private double[] values;
  private byte[] block;
  private BlockEncoder encoder;
  private BlockDecoder decoder;

  /** Encodes what is decoded, and says how large it became. */
  @Setup
  public void prepare() {
    values = EncodingData.doubles(shape);
    encoder = new BlockEncoder(effort, EncodingBenchmark.kernelsNamed(kernels));
    decoder = new BlockDecoder(EncodingBenchmark.kernelsNamed(kernels));
    block = Arrays.copyOf(encodeDoubles().array(), sink.size());
    System.out.println("bytes a block: " + block.length);
  }

  @Benchmark
  public ByteSink encodeDoubles() {
    sink.clear();
    encoder.encodeDoubles(values, 0, values.length, sink, hint);
    return sink;
  }

  @Benchmark
  public double[] decodeDoubles() {
    decoder.decodeDoubles(block, 0, block.length, values.length, decoded, 0);
    return decoded;
  }
}
