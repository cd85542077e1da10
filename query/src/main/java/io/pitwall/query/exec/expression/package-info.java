/**
 * Expressions over vectors.
 *
 * <p>In: a Calcite expression and the instant of {@code now()}, once per execution; then batch
 * after batch. Out: vectors of at most 1,024 values. Constants stay constant, null masks are
 * combined word by word, and a function of a string is evaluated once for each dictionary entry.
 *
 * <p>Comparisons with constants become closed ranges ({@link
 * io.pitwall.query.exec.expression.RangePredicate}), which the scan also asks about the minima and
 * maxima of blocks. Not known in here: tables, blocks, files, aggregates.
 */
@NullMarked
package io.pitwall.query.exec.expression;

import org.jspecify.annotations.NullMarked;
