package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.BooleanTest;
import io.pitwall.query.exec.expression.ColumnReference;
import io.pitwall.query.exec.expression.DoubleRanges;
import io.pitwall.query.exec.expression.LongRanges;
import io.pitwall.query.exec.expression.RangePredicate;
import io.pitwall.query.exec.expression.StringRanges;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.CodeSummaries;
import io.pitwall.storage.read.DoubleSummaries;
import io.pitwall.storage.read.LongSummaries;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What summaries say about one condition: which sources and blocks it leaves nothing of, or all.
 */
final class BlockPruner {
  /** How many of the rows meet the condition. */
  enum Verdict {
    NONE,
    SOME,
    ALL
  }

  /** After how many strings, less one, it looks whether the statement is to stop. */
  private static final int CHECK_MASK = (1 << 10) - 1;

  private final ColumnSchema column;
  private final VectorExpression condition;
  private @Nullable BlockSummaries summaries;
  private @Nullable Dictionary dictionary;

  private BlockPruner(ColumnSchema column, VectorExpression condition) {
    this.column = column;
    this.condition = condition;
  }

  /** Null if summaries can't say anything about the condition. */
  static @Nullable BlockPruner of(VectorExpression condition, List<ColumnSchema> columns) {
    if (condition instanceof RangePredicate range
        && range.value() instanceof ColumnReference reference) {
      return new BlockPruner(columns.get(reference.index()), range);
    }
    if (condition instanceof BooleanTest test) {
      if (test.question() == BooleanTest.Question.IS_TRUE) {
        // A filter drops what is null just as what is false.
        return of(test.argument(), columns);
      }
      boolean aboutNull =
          test.question() == BooleanTest.Question.IS_NULL
              || test.question() == BooleanTest.Question.IS_NOT_NULL;
      if (aboutNull && test.argument() instanceof ColumnReference reference) {
        return new BlockPruner(columns.get(reference.index()), test);
      }
    }
    return null;
  }

  /**
   * Turns to a source, and returns the verdict for all its rows.
   *
   * @throws QueryException as {@link ExecutionControl#check} does
   */
  Verdict open(RowSource source, ExecutionControl control) throws IOException, QueryException {
    summaries = null;
    dictionary = null;
    if (!source.hasColumn(column)) {
      return condition instanceof BooleanTest test
              && test.question() == BooleanTest.Question.IS_NULL
          ? Verdict.ALL
          : Verdict.NONE;
    }
    @Nullable Verdict ofTimes = null;
    if (column.type() == ColumnType.TIMESTAMP && condition instanceof LongRanges ranges) {
      ofTimes = verdict(ranges, source.minTime(), source.maxTime(), true);
      if (ofTimes == Verdict.NONE) {
        return ofTimes; // without reading anything of a source that may be damaged
      }
    }
    summaries = source.summaries(column);
    if (column.type() == ColumnType.STRING) {
      dictionary = source.dictionary(column);
    }
    if (ofTimes != null) {
      return ofTimes;
    }
    // Without summaries the rows are unsealed, and a writer may be adding to their dictionary: only
    // the codes in their vectors may be looked up.
    if (condition instanceof StringRanges ranges
        && summaries != null
        && dictionary != null
        && !matchesAny(ranges, dictionary, control)) {
      return Verdict.NONE;
    }
    BlockSummaries totals = source.totals(column);
    return totals == null ? Verdict.SOME : verdict(totals, 0, source.rows());
  }

  private static boolean matchesAny(
      StringRanges ranges, Dictionary dictionary, ExecutionControl control) throws QueryException {
    int size = dictionary.size();
    for (int code = 0; code < size; code++) {
      if ((code & CHECK_MASK) == 0) {
        control.check();
      }
      if (ranges.matches(dictionary.utf8(code))) {
        return true;
      }
    }
    return false;
  }

  /** Tells about one block of the open source. */
  Verdict block(int block, int rows) {
    BlockSummaries known = summaries;
    return known == null ? Verdict.SOME : verdict(known, block, rows);
  }

  private Verdict verdict(BlockSummaries known, int block, long rows) {
    // Of a whole segment the count of values may not fit an int; then it proves nothing.
    int nonNulls = known.nonNulls(block);
    boolean full = nonNulls == rows;
    if (condition instanceof BooleanTest test) {
      boolean wantsNull = test.question() == BooleanTest.Question.IS_NULL;
      if (full) {
        return wantsNull ? Verdict.NONE : Verdict.ALL;
      }
      if (nonNulls == 0) {
        return wantsNull ? Verdict.ALL : Verdict.NONE;
      }
      return Verdict.SOME;
    }
    if (nonNulls == 0) {
      return Verdict.NONE;
    }
    return switch (condition) {
      case LongRanges ranges -> {
        LongSummaries longs = (LongSummaries) known;
        yield verdict(ranges, longs.min(block), longs.max(block), full);
      }
      case DoubleRanges ranges -> verdict(ranges, (DoubleSummaries) known, block, full);
      case StringRanges ranges -> verdict(ranges, (CodeSummaries) known, block, full);
      default -> Verdict.SOME;
    };
  }

  private static Verdict verdict(LongRanges ranges, long min, long max, boolean full) {
    if (!ranges.intersects(min, max)) {
      return Verdict.NONE;
    }
    return full && ranges.contains(min, max) ? Verdict.ALL : Verdict.SOME;
  }

  private static Verdict verdict(
      DoubleRanges ranges, DoubleSummaries known, int block, boolean full) {
    int nans = known.nans(block);
    boolean onlyNans = nans == known.nonNulls(block);
    double min = known.min(block);
    double max = known.max(block);
    boolean some = nans > 0 && ranges.matchesNan() || !onlyNans && ranges.intersects(min, max);
    if (!some) {
      return Verdict.NONE;
    }
    boolean all = (nans == 0 || ranges.matchesNan()) && (onlyNans || ranges.contains(min, max));
    return full && all ? Verdict.ALL : Verdict.SOME;
  }

  private Verdict verdict(StringRanges ranges, CodeSummaries known, int block, boolean full) {
    int min = known.min(block);
    int max = known.max(block);
    Dictionary strings = dictionary;
    if (strings == null || min < 0 || max < 0) {
      return Verdict.SOME;
    }
    byte[] least = strings.utf8(min);
    byte[] greatest = min == max ? least : strings.utf8(max);
    if (!ranges.intersects(least, greatest)) {
      return Verdict.NONE;
    }
    return full && ranges.contains(least, greatest) ? Verdict.ALL : Verdict.SOME;
  }
}
