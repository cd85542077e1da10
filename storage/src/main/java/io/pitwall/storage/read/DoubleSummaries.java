package io.pitwall.storage.read;

/** Summaries of a DOUBLE column. NaNs are counted and take no part in the other statistics. */
public non-sealed interface DoubleSummaries extends BlockSummaries {
  int nans(int block);

  double min(int block);

  double max(int block);

  /** The sum before its compensation. */
  double sum(int block);

  /** What to add to {@link #sum}, at the end of all additions. */
  double sumCompensation(int block);
}
