package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.AggregateKernel;
import io.pitwall.query.exec.aggregate.AggregateState;
import io.pitwall.query.exec.aggregate.DistinctState;
import io.pitwall.query.exec.aggregate.GroupSlots;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.AggregateCall;

/**
 * The states and results of an operator's aggregates, without any rows at first. Aggregates that
 * keep the same of the same rows share a state.
 */
final class AggregateStates {
  private final AggregateArguments arguments;
  private final GroupSlots slots = new GroupSlots();
  private final List<StateInput> inputs = new ArrayList<>();
  private final List<AggregateResult<?>> results = new ArrayList<>();
  private final Map<Shared, AggregateState> shared = new HashMap<>();

  /**
   * What a state is about.
   *
   * @param states compared by identity
   */
  private record Shared(
      AggregateKernel.States<?> states, List<Integer> arguments, int filter, boolean isDistinct) {}

  /**
   * @param arguments receives the expressions that the calls need
   * @throws QueryException NOT_SUPPORTED, UNDEFINED_FUNCTION or TYPE_MISMATCH if a call can't be
   *     evaluated
   */
  AggregateStates(List<AggregateCall> calls, AggregateArguments arguments) throws QueryException {
    this.arguments = arguments;
    for (AggregateCall call : calls) {
      results.add(result(call, kernelOf(call)));
    }
  }

  /** Where the states keep their values. */
  GroupSlots slots() {
    return slots;
  }

  /** The states, each once. */
  List<StateInput> inputs() {
    return inputs;
  }

  /** One per call. */
  List<AggregateResult<?>> results() {
    return results;
  }

  private static AggregateKernel<?> kernelOf(AggregateCall call) throws QueryException {
    AggregateKernel<?> kernel = FunctionTable.aggregateOf(call.getAggregation());
    boolean isOrdered =
        !call.getCollation().getFieldCollations().isEmpty() || call.distinctKeys != null;
    String name = call.getAggregation().getName();
    if (kernel == null || isOrdered) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED,
          "the aggregate "
              + name
              + (isOrdered ? " with ORDER BY inside" : "")
              + " is not supported");
    }
    if (call.getArgList().size() > (kernel.isByOrder() ? 2 : 1)) {
      throw new QueryException(
          QueryException.Kind.UNDEFINED_FUNCTION,
          name + " of " + call.getArgList().size() + " arguments does not exist");
    }
    return kernel;
  }

  private <S extends AggregateState> AggregateResult<S> result(
      AggregateCall call, AggregateKernel<S> kernel) throws QueryException {
    int filter = call.hasFilter() ? arguments.number(call.filterArg) : -1;
    int[] numbers = new int[call.getArgList().size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = arguments.number(call.getArgList().get(i));
    }
    ColumnType type = numbers.length == 0 ? ColumnType.LONG : arguments.type(numbers[0]);
    boolean isDistinct = call.isDistinct() && kernel.isChangedByRepetition();
    Shared key =
        new Shared(kernel.states(), Arrays.stream(numbers).boxed().toList(), filter, isDistinct);
    @SuppressWarnings("unchecked") // a state under a key was made by the key's own maker
    S state = (S) shared.get(key);
    if (state == null) {
      state = kernel.states().create(type, slots);
      shared.put(key, state);
      AggregateState updated = isDistinct ? new DistinctState(state, type) : state;
      inputs.add(new StateInput(updated, numbers, filter));
    }
    ColumnType result = kernel.type().apply(type);
    checkDeclared(call, result);
    return new AggregateResult<>(result, state, kernel.results());
  }

  /** Results of another type than the plan says would be read from the wrong array. */
  private static void checkDeclared(AggregateCall call, ColumnType computed) throws QueryException {
    SqlType declared = SqlType.of(call.getType());
    if (computed != declared.column() && declared != SqlType.NULL) {
      throw new QueryException(
          QueryException.Kind.INTERNAL,
          "the aggregate %s is planned as %s and computed as %s"
              .formatted(call, declared, computed));
    }
  }
}
