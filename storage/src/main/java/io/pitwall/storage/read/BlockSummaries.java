package io.pitwall.storage.read;

/**
 * What is known of one column's blocks without decoding them: {@link LongSummaries} of TIMESTAMP,
 * LONG and BOOLEAN columns, {@link DoubleSummaries} of DOUBLE columns, {@link CodeSummaries} of
 * STRING columns.
 *
 * <p>All statistics are over the rows with a value. A statistic of a block without such a row is
 * unspecified.
 */
public sealed interface BlockSummaries permits LongSummaries, DoubleSummaries, CodeSummaries {
  /** Rows with a value, NaNs included. */
  int nonNulls(int block);
}
