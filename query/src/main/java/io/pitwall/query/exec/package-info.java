/**
 * Runs plans: operators that hand batches of at most 1,024 rows upwards, over storage's blocks.
 *
 * <p>In: a logical plan and an {@link io.pitwall.query.exec.ExecutionContext}. Out: pages of a
 * {@link io.pitwall.query.result.QueryResult}. Work is saved at four levels, cheapest first:
 * sources and blocks that can't match are skipped ({@link io.pitwall.query.exec.BlockPruner}); what
 * was aggregated before of rows that never change is kept ({@link
 * io.pitwall.query.exec.PartialAggregateCache}); blocks that match as a whole are answered from
 * their summaries ({@link io.pitwall.query.exec.SummaryAggregation}); of the rest only the columns
 * that somebody asks for are decoded ({@link io.pitwall.query.exec.expression.VectorBatch}).
 *
 * <p>An execution belongs to one thread; only the cache is shared. Not known in here: SQL text,
 * Calcite's planner, how blocks are stored.
 */
@NullMarked
package io.pitwall.query.exec;

import org.jspecify.annotations.NullMarked;
