package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.Accumulator;
import io.pitwall.query.exec.aggregate.AggregateKernel;
import io.pitwall.query.exec.aggregate.DistinctAccumulator;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import org.apache.calcite.rel.core.AggregateCall;

/** From Calcite's aggregate calls to accumulators. */
final class Aggregates {
  private Aggregates() {}

  static AggregateSpec of(AggregateCall call, AggregateArguments arguments) throws QueryException {
    String name = call.getAggregation().getName();
    AggregateKernel kernel = FunctionTable.aggregateOf(call.getAggregation());
    boolean isOrdered =
        !call.getCollation().getFieldCollations().isEmpty() || call.distinctKeys != null;
    if (kernel == null || isOrdered) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED,
          "the aggregate "
              + name
              + (isOrdered ? " with ORDER BY inside" : "")
              + " is not supported");
    }
    int filter = call.hasFilter() ? arguments.number(call.filterArg) : -1;
    int[] numbers = numbers(call, kernel, arguments);
    ColumnType type = numbers.length == 0 ? ColumnType.LONG : arguments.type(numbers[0]);
    Accumulator accumulator = kernel.maker().create(type);
    if (call.isDistinct() && kernel.isChangedByRepetition()) {
      accumulator = new DistinctAccumulator(accumulator, type);
    }
    return new AggregateSpec(accumulator, numbers, filter);
  }

  private static int[] numbers(
      AggregateCall call, AggregateKernel kernel, AggregateArguments arguments)
      throws QueryException {
    int count = call.getArgList().size();
    if (count > (kernel.isByOrder() ? 2 : 1)) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED,
          call.getAggregation().getName() + " of " + count + " arguments is not supported");
    }
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = arguments.number(call.getArgList().get(i));
    }
    return numbers;
  }
}
