/**
 * Statement to logical plan: {@link io.pitwall.query.sql.SqlPlanner} turns one SELECT into a tree
 * of logical operators and the columns of its result.
 *
 * <p>The tokens are counted against limits before anything recurses; {@code SqlText} parses them;
 * {@code StatementRewriter} names tables and makes literals exact; Calcite validates and converts;
 * {@code LogicalOptimizer} applies a fixed list of rules; {@code PlanCheck} refuses what the
 * executor does not have.
 *
 * <p>Table schemas are known here. Rows, segments, snapshots, and how an operator runs, are not.
 * Types are those of {@link io.pitwall.query.type.SqlType} and no others.
 */
@NullMarked
package io.pitwall.query.sql;

import org.jspecify.annotations.NullMarked;
