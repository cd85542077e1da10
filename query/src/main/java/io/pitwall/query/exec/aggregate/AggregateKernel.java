package io.pitwall.query.exec.aggregate;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.function.UnaryOperator;

/**
 * How an aggregate function is evaluated: the state it keeps and the result it reads from it.
 *
 * @param <S> the kind of state
 * @param isByOrder whether a second argument says by what the first one is chosen
 * @param isChangedByRepetition whether DISTINCT makes a difference
 * @param states makes states; functions with the same instance share the state of an argument
 * @param type from the type of the first argument to that of the result
 * @param results reads results
 */
public record AggregateKernel<S extends AggregateState>(
    boolean isByOrder,
    boolean isChangedByRepetition,
    States<S> states,
    UnaryOperator<ColumnType> type,
    Results<S> results) {

  /** Makes a state without any rows. */
  public interface States<S extends AggregateState> {
    /**
     * @param argument the type of the first argument; LONG if there is none
     * @throws QueryException TYPE_MISMATCH if the function does not take it
     */
    S create(ColumnType argument, GroupSlots slots) throws QueryException;
  }

  /** Reads results from a state. */
  public interface Results<S extends AggregateState> {
    /**
     * Writes the results of the groups from {@code from} on.
     *
     * @throws QueryException OUT_OF_RANGE if a result does not fit its type
     */
    void emit(S state, int from, int rows, ColumnVector into) throws QueryException;
  }
}
