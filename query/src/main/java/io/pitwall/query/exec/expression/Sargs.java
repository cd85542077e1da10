package io.pitwall.query.exec.expression;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnType;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/** SEARCH, into which Calcite folds IN, BETWEEN and chains of comparisons with constants. */
final class Sargs {
  /** Compiles the searched value once more. */
  interface Copy {
    VectorExpression of(RexCall call) throws QueryException;
  }

  private Sargs() {}

  static VectorExpression compile(
      VectorExpression value, RexLiteral literal, Copy copy, RexCall call) throws QueryException {
    Sarg<?> sarg = literal.getValueAs(Sarg.class);
    if (sarg == null) {
      return Literal.ofNull(ColumnType.BOOLEAN);
    }
    RelDataType type = literal.getType();
    ColumnType bounds = SqlType.of(type).column();
    VectorExpression searched =
        value.type() == ColumnType.LONG && bounds == ColumnType.DOUBLE
            ? value
            : Conversions.to(Conversions.common(value.type(), bounds), value);
    Ranges ranges = new Ranges();
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      ranges.add(
          range.hasLowerBound() ? bound(range.lowerEndpoint(), range.lowerBoundType(), type) : null,
          range.hasUpperBound()
              ? bound(range.upperEndpoint(), range.upperBoundType(), type)
              : null);
    }
    VectorExpression matches = ExpressionCompiler.fold(ranges.over(searched));
    return switch (sarg.nullAs) {
      case UNKNOWN -> matches;
      case TRUE ->
          new Junction(
              false,
              List.of(new BooleanTest(BooleanTest.Question.IS_NULL, copy.of(call)), matches),
              columnsOf(call));
      case FALSE -> new BooleanTest(BooleanTest.Question.IS_TRUE, matches);
    };
  }

  private static int columnsOf(RexCall call) {
    return 1 + InputFinder.bits(call).length();
  }

  private static Ranges.@Nullable Bound bound(
      Comparable<?> endpoint, BoundType boundType, RelDataType type) throws QueryException {
    return new Ranges.Bound(CalciteLiterals.of(endpoint, type), boundType == BoundType.CLOSED);
  }
}
