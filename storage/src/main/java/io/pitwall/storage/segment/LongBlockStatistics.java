package io.pitwall.storage.segment;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.kernel.LongStatistics;
import io.pitwall.storage.read.LongSummaries;

/** Statistics of a TIMESTAMP, LONG or BOOLEAN column; those of times have no sums. */
final class LongBlockStatistics extends BlockStatistics implements LongSummaries {
  private static final long[] NO_SUMS = new long[0];

  private final boolean hasSums;
  private final long[] mins;
  private final long[] maxs;
  private final long[] sumsHigh;
  private final long[] sumsLow;

  LongBlockStatistics(int blocks, boolean hasSums) {
    super(new int[blocks]);
    this.hasSums = hasSums;
    mins = new long[blocks];
    maxs = new long[blocks];
    sumsHigh = hasSums ? new long[blocks] : NO_SUMS;
    sumsLow = hasSums ? new long[blocks] : NO_SUMS;
  }

  private LongBlockStatistics(
      int[] nonNulls, boolean hasSums, ArrayCodec codec, ByteSource source) {
    super(nonNulls);
    int blocks = nonNulls.length;
    this.hasSums = hasSums;
    mins = codec.getLongs(blocks, source);
    maxs = codec.getLongs(blocks, source);
    sumsHigh = hasSums ? codec.getLongs(blocks, source) : NO_SUMS;
    sumsLow = hasSums ? codec.getLongs(blocks, source) : NO_SUMS;
  }

  static LongBlockStatistics read(
      int[] nonNulls, boolean hasSums, ArrayCodec codec, ByteSource source) {
    return new LongBlockStatistics(nonNulls, hasSums, codec, source);
  }

  void set(int block, LongStatistics of) {
    nonNulls[block] = Math.toIntExact(of.count());
    if (of.count() == 0) {
      return;
    }
    mins[block] = of.min();
    maxs[block] = of.max();
    if (hasSums) {
      sumsHigh[block] = of.sumHigh();
      sumsLow[block] = of.sumLow();
    }
  }

  @Override
  void writeArrays(ArrayCodec codec, ByteSink sink) {
    int blocks = nonNulls.length;
    codec.putLongs(mins, blocks, sink);
    codec.putLongs(maxs, blocks, sink);
    if (hasSums) {
      codec.putLongs(sumsHigh, blocks, sink);
      codec.putLongs(sumsLow, blocks, sink);
    }
  }

  @Override
  LongSummaries summaries() {
    return this;
  }

  @Override
  long arrayBytes() {
    return 8L * (mins.length + maxs.length + sumsHigh.length + sumsLow.length);
  }

  @Override
  public long min(int block) {
    return mins[block];
  }

  @Override
  public long max(int block) {
    return maxs[block];
  }

  @Override
  public long sumHigh(int block) {
    return sumsHigh[block];
  }

  @Override
  public long sumLow(int block) {
    return sumsLow[block];
  }
}
