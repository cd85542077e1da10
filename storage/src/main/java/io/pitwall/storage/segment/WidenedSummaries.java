package io.pitwall.storage.segment;

import io.pitwall.storage.read.BlockSummaries;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Summaries of a LONG column as those of the DOUBLE column that it has become. Its longs are all
 * exact as doubles, so minima and maxima are; a sum is the nearest double, and what that lacks is
 * the compensation.
 */
final class WidenedSummaries implements BlockSummaries {
  private static final double TWO_TO_63 = 0x1p63;

  private final BlockSummaries longs;

  WidenedSummaries(BlockSummaries longs) {
    this.longs = longs;
  }

  @Override
  public int nonNulls(int block) {
    return longs.nonNulls(block);
  }

  @Override
  public int nans(int block) {
    return 0;
  }

  @Override
  public double minDouble(int block) {
    return (double) longs.minLong(block);
  }

  @Override
  public double maxDouble(int block) {
    return (double) longs.maxLong(block);
  }

  @Override
  public double sum(int block) {
    long low = longs.sumLow(block);
    return fitsLong(block) ? (double) low : exact(block).doubleValue();
  }

  @Override
  public double sumCompensation(int block) {
    double sum = sum(block);
    if (fitsLong(block) && Math.abs(sum) < TWO_TO_63) {
      return (double) (longs.sumLow(block) - (long) sum);
    }
    return exact(block).subtract(new BigDecimal(sum).toBigIntegerExact()).doubleValue();
  }

  private boolean fitsLong(int block) {
    return longs.sumHigh(block) == longs.sumLow(block) >> 63;
  }

  private BigInteger exact(int block) {
    long low = longs.sumLow(block);
    BigInteger unsignedLow =
        BigInteger.valueOf(low >>> 1).shiftLeft(1).or(BigInteger.valueOf(low & 1));
    return BigInteger.valueOf(longs.sumHigh(block)).shiftLeft(64).add(unsignedLow);
  }

  @Override
  public long minLong(int block) {
    throw notLongs();
  }

  @Override
  public long maxLong(int block) {
    throw notLongs();
  }

  @Override
  public int minCode(int block) {
    throw notLongs();
  }

  @Override
  public int maxCode(int block) {
    throw notLongs();
  }

  @Override
  public long sumHigh(int block) {
    throw notLongs();
  }

  @Override
  public long sumLow(int block) {
    throw notLongs();
  }

  private static UnsupportedOperationException notLongs() {
    return new UnsupportedOperationException("the column is DOUBLE");
  }
}
