/**
 * From Calcite's logical plan to the operators that will run it.
 *
 * <p>In: a tree of scans, filters, projections, aggregates, sorts, values and unions. Out: a tree
 * of {@link io.pitwall.query.plan.PlanNode}s, in which filters stand at the scans, an aggregate
 * computes its own arguments, and a sort knows its limit. Expressions are still Calcite's. Which
 * columns are read needs no planning: the operators compute a column only when it is asked for.
 *
 * <p>Not known in here: vectors, blocks, snapshots.
 */
@NullMarked
package io.pitwall.query.plan;

import org.jspecify.annotations.NullMarked;
