package io.pitwall.storage.read;

/** Summaries of a TIMESTAMP, LONG or BOOLEAN column. */
public non-sealed interface LongSummaries extends BlockSummaries {
  long min(int block);

  long max(int block);

  /** LONG, BOOLEAN: the upper word of the exact {@link io.pitwall.storage.column.Int128} sum. */
  long sumHigh(int block);

  /** LONG, BOOLEAN: the lower word of the exact {@link io.pitwall.storage.column.Int128} sum. */
  long sumLow(int block);
}
