/**
 * Functions, aggregates and operators of SQL: {@link io.pitwall.query.function.FunctionTable} has
 * one entry for each, with names, types, the rule for nulls, evaluation and documentation.
 *
 * <p>To add one, add an entry to the family it belongs to; the validator, the rewriter, the
 * compilers, the documentation and the test of its examples take it from there.
 *
 * <p>In: calls as parsed and as planned. Out: operators for the validator, rewritten calls, vector
 * expressions and states of aggregates.
 */
@NullMarked
package io.pitwall.query.function;

import org.jspecify.annotations.NullMarked;
