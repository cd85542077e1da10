/**
 * SQL on storage, through one door: {@link io.pitwall.query.QueryEngine} takes text and answers
 * pages of typed columns.
 *
 * <p>Apache Calcite parses, validates and plans; the operators here execute, on nanosecond times.
 * Known: storage. Not known: HTTP, the PostgreSQL wire, JSON, users.
 */
@NullMarked
package io.pitwall.query;

import org.jspecify.annotations.NullMarked;
