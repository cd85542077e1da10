package io.pitwall.query.exec.aggregate;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;

/**
 * How an aggregate function is evaluated.
 *
 * @param isByOrder whether a second argument says by what the first one is chosen
 * @param isChangedByRepetition whether DISTINCT makes a difference
 */
public record AggregateKernel(boolean isByOrder, boolean isChangedByRepetition, Maker maker) {
  /** Makes the state of one aggregate. */
  public interface Maker {
    /**
     * @param argument the type of the first argument
     * @throws QueryException TYPE_MISMATCH if the function does not take it
     */
    Accumulator create(ColumnType argument) throws QueryException;
  }
}
