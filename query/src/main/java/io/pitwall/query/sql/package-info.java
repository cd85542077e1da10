/**
 * Text to plan: {@link io.pitwall.query.sql.SqlPlanner} turns one SELECT into a tree of logical
 * operators and the columns it answers.
 *
 * <p>The way of a statement: {@code Complexity} counts tokens before anything recurses, {@code
 * SqlText} parses with our token rules, {@code StatementRewriter} names tables and makes literals
 * exact, Calcite validates and converts, {@code LogicalOptimizer} applies a fixed list of rules,
 * {@code PlanCheck} lets through only what the executor has. Known: table schemas. Not known: rows,
 * segments, snapshots, how an operator runs. Types are 64-bit integers, doubles, booleans, text,
 * nanosecond timestamps and intervals; nothing else leaves this package.
 */
@NullMarked
package io.pitwall.query.sql;

import org.jspecify.annotations.NullMarked;
