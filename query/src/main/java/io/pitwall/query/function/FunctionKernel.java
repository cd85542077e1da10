package io.pitwall.query.function;

import io.pitwall.query.exec.aggregate.AggregateKernel;
import io.pitwall.query.exec.expression.CallCompiler;

/** How a function is evaluated. */
sealed interface FunctionKernel {
  /** Row by row, by the expression that the compiler makes of a call. */
  record Scalar(CallCompiler compiler) implements FunctionKernel {}

  /** Over the rows of a group. */
  record Aggregate(AggregateKernel<?> kernel) implements FunctionKernel {}

  /** By the expression compiler itself: comparisons, AND, CASE, CAST, arithmetic. */
  record Syntax() implements FunctionKernel {}

  /** Never: a rewrite replaces each call by others. */
  record Rewritten() implements FunctionKernel {}
}
