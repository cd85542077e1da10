package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.Accumulator;
import io.pitwall.query.exec.aggregate.CountAccumulator;
import io.pitwall.query.exec.aggregate.DistinctAccumulator;
import io.pitwall.query.exec.aggregate.DoubleExtremeAccumulator;
import io.pitwall.query.exec.aggregate.DoubleSumAccumulator;
import io.pitwall.query.exec.aggregate.FirstLastAccumulator;
import io.pitwall.query.exec.aggregate.LongExtremeAccumulator;
import io.pitwall.query.exec.aggregate.LongSumAccumulator;
import io.pitwall.query.exec.aggregate.StringExtremeAccumulator;
import io.pitwall.query.exec.aggregate.StringExtremeAccumulator.Choice;
import io.pitwall.query.exec.aggregate.SumKind;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import java.util.Locale;
import org.apache.calcite.rel.core.AggregateCall;

/** From Calcite's aggregate calls to accumulators. */
final class Aggregates {
  private Aggregates() {}

  static AggregateSpec of(AggregateCall call, AggregateArguments arguments) throws QueryException {
    String name = call.getAggregation().getName().toUpperCase(Locale.ROOT);
    if (!call.getCollation().getFieldCollations().isEmpty() || call.distinctKeys != null) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED, name + " with ORDER BY inside is not supported");
    }
    int filter = call.hasFilter() ? arguments.number(call.filterArg) : -1;
    int count = call.getArgList().size();
    boolean ordered = isOrdered(name);
    int[] numbers = new int[ordered ? 2 : count];
    for (int i = 0; i < count; i++) {
      numbers[i] = arguments.number(call.getArgList().get(i));
    }
    if (ordered && count == 1) {
      numbers[1] = arguments.timeNumber();
    } else if (!ordered && count > 1) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED, name + " takes one argument, not " + count);
    }
    if (count == 0) {
      return new AggregateSpec(count(name), numbers, filter);
    }
    ColumnType type = arguments.type(numbers[0]);
    Accumulator accumulator = accumulator(name, type);
    if (call.isDistinct() && isChangedByRepetition(name)) {
      accumulator = new DistinctAccumulator(accumulator, type);
    }
    return new AggregateSpec(accumulator, numbers, filter);
  }

  private static boolean isOrdered(String name) {
    return switch (name) {
      case "FIRST", "LAST", "ARG_MIN", "ARG_MAX", "MIN_BY", "MAX_BY" -> true;
      default -> false;
    };
  }

  private static boolean isChangedByRepetition(String name) {
    return switch (name) {
      case "COUNT", "SUM", "$SUM0", "AVG" -> true;
      default -> false;
    };
  }

  private static Accumulator count(String name) throws QueryException {
    if (!name.equals("COUNT")) {
      throw new QueryException(QueryException.Kind.NOT_SUPPORTED, name + " needs an argument");
    }
    return new CountAccumulator();
  }

  private static Accumulator accumulator(String name, ColumnType type) throws QueryException {
    return switch (name) {
      case "COUNT" -> new CountAccumulator();
      case "SUM" -> sum(name, SumKind.SUM, type);
      case "$SUM0" -> sum(name, SumKind.SUM_OR_ZERO, type);
      case "AVG" -> sum(name, SumKind.AVERAGE, type);
      case "MIN" -> extreme(Choice.MIN, type);
      case "MAX" -> extreme(Choice.MAX, type);
      case "ANY_VALUE" -> extreme(Choice.ANY, type);
      case "FIRST", "ARG_MIN", "MIN_BY" -> new FirstLastAccumulator(type, false);
      case "LAST", "ARG_MAX", "MAX_BY" -> new FirstLastAccumulator(type, true);
      default ->
          throw new QueryException(
              QueryException.Kind.NOT_SUPPORTED, "the aggregate " + name + " is not supported");
    };
  }

  private static Accumulator sum(String name, SumKind kind, ColumnType type) throws QueryException {
    return switch (type) {
      case LONG -> new LongSumAccumulator(kind);
      case DOUBLE -> new DoubleSumAccumulator(kind);
      case TIMESTAMP, BOOLEAN, STRING ->
          throw new QueryException(
              QueryException.Kind.TYPE_MISMATCH, name + " is for numbers, not for " + type);
    };
  }

  private static Accumulator extreme(Choice choice, ColumnType type) {
    return switch (type) {
      case TIMESTAMP, LONG, BOOLEAN -> new LongExtremeAccumulator(type, choice == Choice.MAX);
      case DOUBLE -> new DoubleExtremeAccumulator(choice == Choice.MAX);
      case STRING -> new StringExtremeAccumulator(choice);
    };
  }
}
