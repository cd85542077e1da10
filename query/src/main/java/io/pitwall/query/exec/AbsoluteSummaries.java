package io.pitwall.query.exec;

import io.pitwall.storage.read.DoubleSummaries;

/**
 * Summaries of a DOUBLE column's absolute values, made from those of the column. They are known
 * only for blocks whose values all have one sign, see {@link #isKnown}.
 */
final class AbsoluteSummaries implements DoubleSummaries {
  private final DoubleSummaries values;

  AbsoluteSummaries(DoubleSummaries values) {
    this.values = values;
  }

  /** Whether the other methods may be asked about the block. */
  boolean isKnown(int block) {
    return values.nans(block) == 0 && (isPositive(block) || values.max(block) <= 0);
  }

  private boolean isPositive(int block) {
    return values.min(block) >= 0;
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
  public double min(int block) {
    return Math.abs(isPositive(block) ? values.min(block) : values.max(block));
  }

  @Override
  public double max(int block) {
    return Math.abs(isPositive(block) ? values.max(block) : values.min(block));
  }

  @Override
  public double sum(int block) {
    return isPositive(block) ? values.sum(block) : -values.sum(block);
  }

  @Override
  public double sumCompensation(int block) {
    return isPositive(block) ? values.sumCompensation(block) : -values.sumCompensation(block);
  }
}
