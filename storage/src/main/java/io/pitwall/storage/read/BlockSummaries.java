package io.pitwall.storage.read;

/**
 * What is known of one column's blocks without decoding them. All statistics are over the rows that
 * have a value; those of doubles leave NaNs out, which are counted apart. A statistic of a block
 * that has no such row is unspecified.
 */
public interface BlockSummaries {
  /** Rows with a value, NaNs included. */
  int nonNulls(int block);

  /** NaNs; 0 for other types than DOUBLE. */
  int nans(int block);

  /** TIMESTAMP, LONG, BOOLEAN. */
  long minLong(int block);

  /** TIMESTAMP, LONG, BOOLEAN. */
  long maxLong(int block);

  /** DOUBLE. */
  double minDouble(int block);

  /** DOUBLE. */
  double maxDouble(int block);

  /** STRING: the code of the least string by its UTF-8 bytes, or −1 where that is not kept. */
  int minCode(int block);

  /** STRING: the code of the greatest string by its UTF-8 bytes, or −1 where that is not kept. */
  int maxCode(int block);

  /** LONG, BOOLEAN: the upper 64 bits of the exact 128-bit sum. */
  long sumHigh(int block);

  /** LONG, BOOLEAN: the lower 64 bits of the exact 128-bit sum. */
  long sumLow(int block);

  /** DOUBLE: the sum before its compensation. */
  double sum(int block);

  /** DOUBLE: what to add to {@link #sum}, at the end of all additions. */
  double sumCompensation(int block);
}
