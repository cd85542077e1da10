package io.pitwall.query.oracle;

/**
 * An expression that others are built on: a column, a key of a group, an aggregate.
 *
 * @param isWild whether values are extreme, so that arithmetic on them fails for some rows
 */
record Leaf(String sql, ValueKind kind, boolean isWild) {}
