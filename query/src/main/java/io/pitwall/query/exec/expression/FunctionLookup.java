package io.pitwall.query.exec.expression;

import org.apache.calcite.sql.SqlOperator;
import org.jspecify.annotations.Nullable;

/** Finds how a function is evaluated. */
public interface FunctionLookup {
  /**
   * The compiler of an operator's calls, or null if the operator is no function that is evaluated
   * row by row.
   */
  @Nullable CallCompiler find(SqlOperator operator);
}
