/**
 * What the server counts, and how it is told to Prometheus.
 *
 * <p>In come counts from the roads and, when asked, a look at the store and the heap; out goes the
 * Prometheus text format, version 0.0.4. Names of databases and tables are not in it.
 */
@NullMarked
package io.pitwall.server.metrics;

import org.jspecify.annotations.NullMarked;
