/**
 * Groups, and what aggregates keep of them.
 *
 * <p>In: vectors of keys and arguments, or summaries of whole blocks. Out: one row per group. Keys
 * become small integers per key column ({@link io.pitwall.query.exec.aggregate.KeyColumn}), which
 * together give a group number ({@link io.pitwall.query.exec.aggregate.GroupTable}). An aggregate
 * is a state of typed slots by group number ({@link
 * io.pitwall.query.exec.aggregate.AggregateState}) and a result that is read from it ({@link
 * io.pitwall.query.exec.aggregate.AggregateKernel}).
 */
@NullMarked
package io.pitwall.query.exec.aggregate;

import org.jspecify.annotations.NullMarked;
