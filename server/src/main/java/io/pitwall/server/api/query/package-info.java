/**
 * The endpoint that runs statements. In comes {@code {"sql": "…"}}; the statement runs on a thread
 * of its own once its turn on the connection has come; out go the rows as JSON, in chunks if they
 * are many.
 */
@NullMarked
package io.pitwall.server.api.query;

import org.jspecify.annotations.NullMarked;
