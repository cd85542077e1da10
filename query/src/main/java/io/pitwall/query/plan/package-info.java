/**
 * From a statement to the operators that will run it: the planning threads, the cache of plans, and
 * the choice of operators by the shape of Calcite's logical plan.
 *
 * <p>In: a statement, and a tree of scans, filters, projections, aggregates, sorts, values and
 * unions. Out: a tree of {@link io.pitwall.query.plan.PlanNode}s that says which scans have
 * conditions, which aggregates may be kept, and which scans are read in the order of time.
 * Expressions are still Calcite's. Which columns are read needs no planning: the operators compute
 * a column only when it is needed.
 *
 * <p>Vectors, blocks and snapshots are not known here.
 */
@NullMarked
package io.pitwall.query.plan;

import org.jspecify.annotations.NullMarked;
