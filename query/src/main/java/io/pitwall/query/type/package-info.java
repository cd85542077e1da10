/**
 * The types of SQL: which there are, what Calcite calls them, how their values lie in vectors and
 * appear in results, and how Calcite's constants become values and back.
 *
 * <p>In: Calcite's types and constants. Out: ours. Tables, statements and plans are not known here.
 */
@NullMarked
package io.pitwall.query.type;

import org.jspecify.annotations.NullMarked;
