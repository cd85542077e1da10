package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;

/** Makes the expression that evaluates one call of a function. */
public interface CallCompiler {
  /**
   * @return an expression of the call's type; it belongs to one place of one execution
   * @throws QueryException if the call's arguments are not what the function takes
   */
  VectorExpression compile(FunctionCall call) throws QueryException;
}
