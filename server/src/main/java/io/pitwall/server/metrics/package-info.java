/**
 * Counts of the server, and the Prometheus text format (version 0.0.4) that shows them.
 *
 * <p>In: counts from the write formats and query protocols, and values of the store when asked.
 * Out: the text of {@code GET /metrics}. Names of databases and tables are not part of it.
 */
@NullMarked
package io.pitwall.server.metrics;

import org.jspecify.annotations.NullMarked;
