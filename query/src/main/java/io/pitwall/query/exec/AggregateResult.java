package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.AggregateKernel;
import io.pitwall.query.exec.aggregate.AggregateState;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/**
 * An aggregate's column: how it is read from the state that the aggregate updates.
 *
 * @param type of the column
 */
record AggregateResult<S extends AggregateState>(
    ColumnType type, S state, AggregateKernel.Results<S> results) {

  /** Writes the results of the groups from {@code from} on. */
  void emit(int from, int rows, ColumnVector into) throws QueryException {
    results.emit(state, from, rows, into);
  }
}
