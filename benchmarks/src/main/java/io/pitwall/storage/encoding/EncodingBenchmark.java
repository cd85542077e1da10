package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.kernel.Kernels;
import io.pitwall.storage.kernel.ScalarKernels;
import io.pitwall.storage.kernel.VectorKernels;
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
 * Nanoseconds a value to encode and decode a block of longs or codes, with either effort and either
 * kernel.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(EncodingData.ROWS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodingBenchmark {
  @Param({"vector", "scalar"})
  public String kernels;

  @Param({"FAST", "THOROUGH"})
  public Effort effort;

  @Param({"constant", "time", "step", "runs", "rpm", "noise"})
  public String shape;

  private final ByteSink sink = new ByteSink(16 * EncodingData.ROWS);
  private final long[] decoded = new long[EncodingData.ROWS];
  private final int[] decodedCodes = new int[EncodingData.ROWS];
  private final int[] codes = EncodingData.codes();
  private long[] values;
  private byte[] block;
  private byte[] codeBlock;
  private BlockEncoder encoder;
  private BlockDecoder decoder;

  public static Kernels kernelsNamed(String name) {
    return name.equals("vector") ? new VectorKernels() : new ScalarKernels();
  }

  /** Encodes what is decoded, and says how large it became. */
  @Setup
  public void prepare() {
    values = EncodingData.longs(shape);
    encoder = new BlockEncoder(effort, kernelsNamed(kernels));
    decoder = new BlockDecoder(kernelsNamed(kernels));
    block = Arrays.copyOf(encodeLongs().array(), sink.size());
    codeBlock = Arrays.copyOf(encodeCodes().array(), sink.size());
    System.out.println("bytes a block: " + block.length);
  }

  @Benchmark
  public ByteSink encodeLongs() {
    sink.clear();
    encoder.encodeLongs(values, 0, values.length, sink);
    return sink;
  }

  @Benchmark
  public long[] decodeLongs() {
    decoder.decodeLongs(block, 0, block.length, values.length, decoded, 0);
    return decoded;
  }

  @Benchmark
  public ByteSink encodeCodes() {
    sink.clear();
    encoder.encodeCodes(codes, 0, codes.length, sink);
    return sink;
  }

  @Benchmark
  public int[] decodeCodes() {
    decoder.decodeCodes(codeBlock, 0, codeBlock.length, codes.length, decodedCodes, 0);
    return decodedCodes;
  }
}
