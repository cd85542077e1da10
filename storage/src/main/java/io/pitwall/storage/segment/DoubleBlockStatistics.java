package io.pitwall.storage.segment;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.kernel.DoubleStatistics;
import io.pitwall.storage.read.DoubleSummaries;

/** Statistics of a DOUBLE column. */
final class DoubleBlockStatistics extends BlockStatistics implements DoubleSummaries {
  private final int[] nans;
  private final double[] mins;
  private final double[] maxs;
  private final double[] sums;
  private final double[] compensations;

  DoubleBlockStatistics(int blocks) {
    super(new int[blocks]);
    nans = new int[blocks];
    mins = new double[blocks];
    maxs = new double[blocks];
    sums = new double[blocks];
    compensations = new double[blocks];
  }

  private DoubleBlockStatistics(int[] nonNulls, ArrayCodec codec, ByteSource source) {
    super(nonNulls);
    int blocks = nonNulls.length;
    nans = codec.getInts(blocks, 0, Integer.MAX_VALUE, source);
    mins = codec.getDoubles(blocks, source);
    maxs = codec.getDoubles(blocks, source);
    sums = codec.getDoubles(blocks, source);
    compensations = codec.getDoubles(blocks, source);
  }

  static DoubleBlockStatistics read(int[] nonNulls, ArrayCodec codec, ByteSource source) {
    return new DoubleBlockStatistics(nonNulls, codec, source);
  }

  void set(int block, DoubleStatistics of) {
    nonNulls[block] = Math.toIntExact(of.count());
    nans[block] = Math.toIntExact(of.nans());
    if (of.count() > of.nans()) {
      mins[block] = of.min();
      maxs[block] = of.max();
      sums[block] = of.sum();
      compensations[block] = of.compensation();
    }
  }

  @Override
  void writeArrays(ArrayCodec codec, ByteSink sink) {
    int blocks = nonNulls.length;
    codec.putInts(nans, blocks, sink);
    codec.putDoubles(mins, blocks, sink);
    codec.putDoubles(maxs, blocks, sink);
    codec.putDoubles(sums, blocks, sink);
    codec.putDoubles(compensations, blocks, sink);
  }

  @Override
  DoubleSummaries summaries() {
    return this;
  }

  @Override
  long arrayBytes() {
    return 4L * nans.length + 8L * (mins.length + maxs.length + sums.length + compensations.length);
  }

  @Override
  public int nans(int block) {
    return nans[block];
  }

  @Override
  public double min(int block) {
    return mins[block];
  }

  @Override
  public double max(int block) {
    return maxs[block];
  }

  @Override
  public double sum(int block) {
    return sums[block];
  }

  @Override
  public double sumCompensation(int block) {
    return compensations[block];
  }
}
