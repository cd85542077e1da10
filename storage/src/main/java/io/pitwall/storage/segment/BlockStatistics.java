package io.pitwall.storage.segment;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.kernel.DoubleStatistics;
import io.pitwall.storage.kernel.LongStatistics;
import io.pitwall.storage.read.BlockSummaries;
import java.util.Arrays;

/**
 * The statistics of a column's blocks as arrays, one for each statistic that its type has. Filled
 * by the writer block by block, read from a file whole; not changed after that.
 */
final class BlockStatistics implements BlockSummaries {
  private static final long[] NO_LONGS = new long[0];
  private static final double[] NO_DOUBLES = new double[0];
  private static final int[] NO_INTS = new int[0];

  private final ColumnType type;
  private final int[] nonNulls;
  private int[] nans = NO_INTS;
  private long[] minLongs = NO_LONGS;
  private long[] maxLongs = NO_LONGS;
  private long[] sumsHigh = NO_LONGS;
  private long[] sumsLow = NO_LONGS;
  private double[] minDoubles = NO_DOUBLES;
  private double[] maxDoubles = NO_DOUBLES;
  private double[] sums = NO_DOUBLES;
  private double[] compensations = NO_DOUBLES;
  private int[] minCodes = NO_INTS;
  private int[] maxCodes = NO_INTS;

  /** Empty statistics of so many blocks. */
  BlockStatistics(ColumnType type, int blocks) {
    this.type = type;
    nonNulls = new int[blocks];
    switch (type) {
      case TIMESTAMP -> {
        minLongs = new long[blocks];
        maxLongs = new long[blocks];
      }
      case LONG, BOOLEAN -> {
        minLongs = new long[blocks];
        maxLongs = new long[blocks];
        sumsHigh = new long[blocks];
        sumsLow = new long[blocks];
      }
      case DOUBLE -> {
        nans = new int[blocks];
        minDoubles = new double[blocks];
        maxDoubles = new double[blocks];
        sums = new double[blocks];
        compensations = new double[blocks];
      }
      case STRING -> {
        minCodes = new int[blocks];
        maxCodes = new int[blocks];
        Arrays.fill(minCodes, -1);
        Arrays.fill(maxCodes, -1);
      }
    }
  }

  private BlockStatistics(ColumnType type, int[] nonNulls) {
    this.type = type;
    this.nonNulls = nonNulls;
  }

  void setLongs(int block, LongStatistics of) {
    nonNulls[block] = Math.toIntExact(of.count());
    if (of.count() > 0) {
      minLongs[block] = of.min();
      maxLongs[block] = of.max();
      if (type != ColumnType.TIMESTAMP) {
        sumsHigh[block] = of.sumHigh();
        sumsLow[block] = of.sumLow();
      }
    }
  }

  void setDoubles(int block, DoubleStatistics of) {
    nonNulls[block] = Math.toIntExact(of.count());
    nans[block] = Math.toIntExact(of.nans());
    if (of.count() > of.nans()) {
      minDoubles[block] = of.min();
      maxDoubles[block] = of.max();
      sums[block] = of.sum();
      compensations[block] = of.compensation();
    }
  }

  /**
   * @param min −1 where no code is in the block, or none is kept
   */
  void setCodes(int block, int values, int min, int max) {
    nonNulls[block] = values;
    minCodes[block] = min;
    maxCodes[block] = max;
  }

  /**
   * @param rows of each block
   */
  void write(int[] rows, ArrayCodec codec, ByteSink sink) {
    int blocks = nonNulls.length;
    int[] nulls = new int[blocks];
    for (int i = 0; i < blocks; i++) {
      nulls[i] = rows[i] - nonNulls[i];
    }
    codec.putInts(nulls, blocks, sink);
    switch (type) {
      case TIMESTAMP -> {
        codec.putLongs(minLongs, blocks, sink);
        codec.putLongs(maxLongs, blocks, sink);
      }
      case LONG, BOOLEAN -> {
        codec.putLongs(minLongs, blocks, sink);
        codec.putLongs(maxLongs, blocks, sink);
        codec.putLongs(sumsHigh, blocks, sink);
        codec.putLongs(sumsLow, blocks, sink);
      }
      case DOUBLE -> {
        codec.putInts(nans, blocks, sink);
        codec.putDoubles(minDoubles, blocks, sink);
        codec.putDoubles(maxDoubles, blocks, sink);
        codec.putDoubles(sums, blocks, sink);
        codec.putDoubles(compensations, blocks, sink);
      }
      case STRING -> {
        codec.putInts(minCodes, blocks, sink);
        codec.putInts(maxCodes, blocks, sink);
      }
    }
  }

  /**
   * @param codes the dictionary's size, 0 if there is none
   */
  static BlockStatistics read(
      ColumnType type, int[] rows, int codes, ArrayCodec codec, ByteSource source) {
    int blocks = rows.length;
    int[] nonNulls = codec.getInts(blocks, 0, Integer.MAX_VALUE, source);
    for (int i = 0; i < blocks; i++) {
      nonNulls[i] = rows[i] - nonNulls[i];
      if (nonNulls[i] < 0) {
        throw new CorruptDataException("block " + i + " has more nulls than rows");
      }
    }
    BlockStatistics into = new BlockStatistics(type, nonNulls);
    switch (type) {
      case TIMESTAMP -> {
        into.minLongs = codec.getLongs(blocks, source);
        into.maxLongs = codec.getLongs(blocks, source);
      }
      case LONG, BOOLEAN -> {
        into.minLongs = codec.getLongs(blocks, source);
        into.maxLongs = codec.getLongs(blocks, source);
        into.sumsHigh = codec.getLongs(blocks, source);
        into.sumsLow = codec.getLongs(blocks, source);
      }
      case DOUBLE -> {
        into.nans = codec.getInts(blocks, 0, Integer.MAX_VALUE, source);
        into.minDoubles = codec.getDoubles(blocks, source);
        into.maxDoubles = codec.getDoubles(blocks, source);
        into.sums = codec.getDoubles(blocks, source);
        into.compensations = codec.getDoubles(blocks, source);
      }
      case STRING -> {
        into.minCodes = codec.getInts(blocks, -1, codes - 1, source);
        into.maxCodes = codec.getInts(blocks, -1, codes - 1, source);
      }
    }
    return into;
  }

  /** Bytes in memory. */
  long sizeBytes() {
    return 4L * (nonNulls.length + nans.length + minCodes.length + maxCodes.length)
        + 8L * (minLongs.length + maxLongs.length + sumsHigh.length + sumsLow.length)
        + 8L * (minDoubles.length + maxDoubles.length + sums.length + compensations.length)
        + 128;
  }

  @Override
  public int nonNulls(int block) {
    return nonNulls[block];
  }

  @Override
  public int nans(int block) {
    return type == ColumnType.DOUBLE ? nans[block] : 0;
  }

  @Override
  public long minLong(int block) {
    return minLongs[block];
  }

  @Override
  public long maxLong(int block) {
    return maxLongs[block];
  }

  @Override
  public double minDouble(int block) {
    return minDoubles[block];
  }

  @Override
  public double maxDouble(int block) {
    return maxDoubles[block];
  }

  @Override
  public int minCode(int block) {
    return minCodes[block];
  }

  @Override
  public int maxCode(int block) {
    return maxCodes[block];
  }

  @Override
  public long sumHigh(int block) {
    return sumsHigh[block];
  }

  @Override
  public long sumLow(int block) {
    return sumsLow[block];
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
