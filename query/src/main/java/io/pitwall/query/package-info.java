/**
 * SQL on storage: {@link io.pitwall.query.QueryEngine} takes a {@link
 * io.pitwall.query.QueryRequest} and returns pages of typed columns.
 *
 * <p>Apache Calcite parses, validates and plans; the operators of this module execute, on
 * nanosecond times. This package knows all packages of the module, and none of them knows it.
 */
@NullMarked
package io.pitwall.query;

import org.jspecify.annotations.NullMarked;
