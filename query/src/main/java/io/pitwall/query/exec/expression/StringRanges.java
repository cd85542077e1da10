package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ranges of strings, by their UTF-8 bytes. */
public final class StringRanges extends RangePredicate {
  /**
   * A range.
   *
   * @param low null for no lower end
   * @param high null for no upper end
   */
  public record Range(
      byte @Nullable [] low, boolean lowIncluded, byte @Nullable [] high, boolean highIncluded) {
    /** The range of one string. */
    public static Range point(byte[] value) {
      return new Range(value, true, value, true);
    }

    boolean contains(byte[] value) {
      return !isBelow(value) && !isAbove(value);
    }

    /** Whether the value is before the range. */
    private boolean isBelow(byte[] value) {
      if (low == null) {
        return false;
      }
      int order = Ordering.compare(value, low);
      return lowIncluded ? order < 0 : order <= 0;
    }

    /** Whether the value is after the range. */
    private boolean isAbove(byte[] value) {
      if (high == null) {
        return false;
      }
      int order = Ordering.compare(value, high);
      return highIncluded ? order > 0 : order >= 0;
    }
  }

  private final List<Range> ranges;
  private final DictionaryMemo memo;

  public StringRanges(VectorExpression value, List<Range> ranges) {
    super(value);
    this.ranges = List.copyOf(ranges);
    this.memo = new DictionaryMemo(utf8 -> matches(utf8) ? 1 : 0);
  }

  public boolean matches(byte[] value) {
    for (Range range : ranges) {
      if (range.contains(value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether some string between the two can match. */
  public boolean intersects(byte[] min, byte[] max) {
    for (Range range : ranges) {
      if (!range.isBelow(max) && !range.isAbove(min)) {
        return true;
      }
    }
    return false;
  }

  /** Whether all strings between the two match. */
  public boolean contains(byte[] min, byte[] max) {
    for (Range range : ranges) {
      if (range.contains(min) && range.contains(max)) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result)
      throws QueryException {
    ColumnVector argument = arguments[0];
    if (rows == 0 || !argument.hasDictionary()) {
      return;
    }
    long[] present = argument.hasNulls() ? argument.present() : null;
    Arrays.fill(result.longs(), 0, rows, 0);
    memo.apply(argument.dictionary(), argument.codes(), present, rows, result.longs());
  }
}
