package io.pitwall.query.exec;

import io.pitwall.storage.read.BlockSummaries;

/**
 * Summaries of a DOUBLE column's absolute values, made from those of the column. They hold only for
 * blocks whose values are all of one sign, which {@link #isKnown} tells.
 */
final class AbsoluteSummaries implements BlockSummaries {
  private final BlockSummaries values;

  AbsoluteSummaries(BlockSummaries values) {
    this.values = values;
  }

  /** Whether the other methods may be asked about the block. */
  boolean isKnown(int block) {
    return values.nans(block) == 0 && (isPositive(block) || values.maxDouble(block) <= 0);
  }

  private boolean isPositive(int block) {
    return values.minDouble(block) >= 0;
  }

  @Override
  public int nonNulls(int block) {
    return values.nonNulls(block);
  }

  @Override
  public int nans(int block) {
    return values.nans(block);
  }

  // Of −0.0, which is ≥ 0, the absolute value is 0.0, hence Math.abs in both cases.

  @Override
  public double minDouble(int block) {
    return Math.abs(isPositive(block) ? values.minDouble(block) : values.maxDouble(block));
  }

  @Override
  public double maxDouble(int block) {
    return Math.abs(isPositive(block) ? values.maxDouble(block) : values.minDouble(block));
  }

  @Override
  public double sum(int block) {
    return isPositive(block) ? values.sum(block) : -values.sum(block);
  }

  @Override
  public double sumCompensation(int block) {
    return isPositive(block) ? values.sumCompensation(block) : -values.sumCompensation(block);
  }

  @Override
  public long minLong(int block) {
    throw notOfDoubles();
  }

  @Override
  public long maxLong(int block) {
    throw notOfDoubles();
  }

  @Override
  public int minCode(int block) {
    throw notOfDoubles();
  }

  @Override
  public int maxCode(int block) {
    throw notOfDoubles();
  }

  @Override
  public long sumHigh(int block) {
    throw notOfDoubles();
  }

  @Override
  public long sumLow(int block) {
    throw notOfDoubles();
  }

  private static IllegalStateException notOfDoubles() {
    return new IllegalStateException("a statistic that doubles do not have");
  }
}
