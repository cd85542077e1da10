/**
 * Groups and what is summed up for them.
 *
 * <p>In: vectors of keys and arguments, or summaries of whole blocks. Out: one row per group. Keys
 * become small integers per key column ({@link io.pitwall.query.exec.aggregate.KeyColumn}), those
 * together one group number ({@link io.pitwall.query.exec.aggregate.GroupTable}), and accumulators
 * are arrays by group number ({@link io.pitwall.query.exec.aggregate.Accumulator}).
 *
 * <p>Not known in here: where vectors come from, plans, expressions.
 */
@NullMarked
package io.pitwall.query.exec.aggregate;

import org.jspecify.annotations.NullMarked;
