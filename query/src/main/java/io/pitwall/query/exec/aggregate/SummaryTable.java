package io.pitwall.query.exec.aggregate;

import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.CodeSummaries;
import io.pitwall.storage.read.DoubleSummaries;
import io.pitwall.storage.read.LongSummaries;

/**
 * Which state can be updated from a block's summary, and from which statistic:
 *
 * <pre>
 *   state                 statistic                          known
 *   count                 values                             always
 *   sum of longs          sum, values                        always
 *   sum of doubles        sum, its compensation, NaNs        always
 *   extreme               least or greatest value, NaNs      always
 *   extreme of strings    least or greatest code             where the source has a dictionary
 *   value at an extreme   none                               never
 *   distinct              the block's one value              if least = greatest, for COUNT
 * </pre>
 */
public final class SummaryTable {
  private SummaryTable() {}

  /** Whether {@link #update} may be called for a block. */
  public static boolean answers(AggregateState state, ColumnSummary summary, int block) {
    return switch (state) {
      case CountState count -> true;
      case SumState sum -> true;
      case ExtremeState extreme -> true;
      case StringExtremeState extreme ->
          summary.dictionary() != null && extreme.codeOf(codes(summary), block) >= 0;
      case ValueAtExtremeState chosen -> false;
      case DistinctState distinct -> distinct.isKnown(summary, block);
    };
  }

  /**
   * Adds the rows of a block that have a value, of which there are some, to a group.
   *
   * @throws IllegalStateException if the summary does not answer
   */
  public static void update(AggregateState state, int group, ColumnSummary summary, int block) {
    BlockSummaries blocks = summary.blocks();
    switch (state) {
      case CountState count -> count.add(group, blocks.nonNulls(block));
      case LongSumState sum -> sum.add(group, (LongSummaries) blocks, block);
      case DoubleSumState sum -> sum.add(group, (DoubleSummaries) blocks, block);
      case ExtremeState extreme -> update(extreme, group, blocks, block);
      case StringExtremeState extreme -> update(extreme, group, summary, block);
      case DistinctState distinct -> distinct.add(group, summary, block);
      case ValueAtExtremeState chosen -> throw unanswered();
    }
  }

  private static void update(ExtremeState state, int group, BlockSummaries blocks, int block) {
    switch (blocks) {
      case LongSummaries longs -> state.add(group, longs, block);
      case DoubleSummaries doubles -> state.add(group, doubles, block);
      case CodeSummaries codes -> throw unanswered();
    }
  }

  private static void update(
      StringExtremeState state, int group, ColumnSummary summary, int block) {
    if (summary.dictionary() == null) {
      throw unanswered();
    }
    state.add(group, summary.dictionary(), state.codeOf(codes(summary), block));
  }

  private static CodeSummaries codes(ColumnSummary summary) {
    return (CodeSummaries) summary.blocks();
  }

  private static IllegalStateException unanswered() {
    return new IllegalStateException("a summary that does not answer for this aggregate");
  }
}
