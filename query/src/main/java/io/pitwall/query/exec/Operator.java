package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import org.jspecify.annotations.Nullable;

/** A step of an execution, which delivers batches of rows until there are no more. */
interface Operator {
  /** How the values of each column lie in its vectors. */
  ColumnType[] types();

  /** The next rows, at least one, valid until the next call; or null after the last. */
  @Nullable VectorBatch next() throws QueryException;
}
