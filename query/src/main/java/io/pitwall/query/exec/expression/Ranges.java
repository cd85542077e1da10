package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects ranges with open, closed or no ends, and turns them into the predicate of the value's
 * type with closed ends. Ranges are added in ascending order and don't overlap.
 */
final class Ranges {
  /**
   * One end.
   *
   * @param value of the type that the value has; a long may be bounded by a double
   */
  record Bound(Literal value, boolean included) {}

  private record Range(@Nullable Bound low, @Nullable Bound high) {}

  private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private final List<Range> ranges = new ArrayList<>();

  /** Null is no end. */
  Ranges add(@Nullable Bound low, @Nullable Bound high) {
    ranges.add(new Range(low, high));
    return this;
  }

  static Ranges of(Comparison.Operator operator, Literal value) {
    Bound included = new Bound(value, true);
    Bound excluded = new Bound(value, false);
    return switch (operator) {
      case EQUAL -> new Ranges().add(included, included);
      case NOT_EQUAL -> new Ranges().add(null, excluded).add(excluded, null);
      case LESS -> new Ranges().add(null, excluded);
      case LESS_OR_EQUAL -> new Ranges().add(null, included);
      case GREATER -> new Ranges().add(excluded, null);
      case GREATER_OR_EQUAL -> new Ranges().add(included, null);
    };
  }

  VectorExpression over(VectorExpression value) {
    return switch (value.type()) {
      case TIMESTAMP, LONG, BOOLEAN -> longs(value);
      case DOUBLE -> doubles(value);
      case STRING -> strings(value);
    };
  }

  private VectorExpression longs(VectorExpression value) {
    List<long[]> closed = new ArrayList<>();
    for (Range range : ranges) {
      BigDecimal low = range.low == null ? MIN : lowest(range.low);
      BigDecimal high = range.high == null ? MAX : highest(range.high);
      low = low.max(MIN);
      high = high.min(MAX);
      if (low.compareTo(high) <= 0) {
        closed.add(new long[] {low.longValueExact(), high.longValueExact()});
      }
    }
    return new LongRanges(
        value,
        closed.stream().mapToLong(range -> range[0]).toArray(),
        closed.stream().mapToLong(range -> range[1]).toArray());
  }

  /** The least integer within the bound; far outside for infinities and NaN. */
  private static BigDecimal lowest(Bound bound) {
    BigDecimal exact = exact(bound.value);
    BigDecimal up = exact.setScale(0, RoundingMode.CEILING);
    return !bound.included && up.compareTo(exact) == 0 ? up.add(BigDecimal.ONE) : up;
  }

  private static BigDecimal highest(Bound bound) {
    BigDecimal exact = exact(bound.value);
    BigDecimal down = exact.setScale(0, RoundingMode.FLOOR);
    return !bound.included && down.compareTo(exact) == 0 ? down.subtract(BigDecimal.ONE) : down;
  }

  private static BigDecimal exact(Literal value) {
    if (value.type() != ColumnType.DOUBLE) {
      return BigDecimal.valueOf(value.longValue());
    }
    double number = value.doubleValue();
    if (Double.isFinite(number)) {
      return new BigDecimal(number);
    }
    return number < 0 ? MIN.multiply(BigDecimal.TEN) : MAX.multiply(BigDecimal.TEN);
  }

  private VectorExpression doubles(VectorExpression value) {
    List<double[]> closed = new ArrayList<>();
    boolean withNan = false;
    for (Range range : ranges) {
      double low = Double.NEGATIVE_INFINITY;
      double high = Double.POSITIVE_INFINITY;
      boolean empty = false;
      if (range.low != null) {
        double bound = number(range.low.value);
        low = range.low.included ? bound : Math.nextUp(bound);
        // Above infinity, and from NaN on, there is only NaN.
        empty = Double.isNaN(bound) || !range.low.included && bound == Double.POSITIVE_INFINITY;
      }
      if (range.high != null) {
        double bound = number(range.high.value);
        if (!Double.isNaN(bound)) {
          high = range.high.included ? bound : Math.nextDown(bound);
          empty |= !range.high.included && bound == Double.NEGATIVE_INFINITY;
        }
      }
      withNan |= reachesNan(range);
      if (!empty && low <= high) {
        closed.add(new double[] {low, high});
      }
    }
    return new DoubleRanges(
        value,
        closed.stream().mapToDouble(range -> range[0]).toArray(),
        closed.stream().mapToDouble(range -> range[1]).toArray(),
        withNan);
  }

  private static boolean reachesNan(Range range) {
    boolean lowAllows =
        range.low == null || range.low.included || !Double.isNaN(number(range.low.value));
    boolean highAllows =
        range.high == null || range.high.included && Double.isNaN(number(range.high.value));
    return lowAllows && highAllows;
  }

  private static double number(Literal value) {
    return value.type() == ColumnType.DOUBLE ? value.doubleValue() : value.longValue();
  }

  private VectorExpression strings(VectorExpression value) {
    List<StringRanges.Range> closed = new ArrayList<>();
    for (Range range : ranges) {
      closed.add(
          new StringRanges.Range(
              range.low == null ? null : range.low.value.utf8(),
              range.low != null && range.low.included,
              range.high == null ? null : range.high.value.utf8(),
              range.high != null && range.high.included));
    }
    return new StringRanges(value, closed);
  }
}
