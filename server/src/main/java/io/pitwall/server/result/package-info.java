/**
 * Writes the results of statements in the format that a client asked for. In comes a {@link
 * io.pitwall.query.result.QueryResult}; its columns and pages go through a {@link
 * io.pitwall.server.result.ResultEncoder}, one class per format, into the buffers of a {@link
 * io.pitwall.server.result.ResultSink}, one class per protocol. A new format is a new encoder and
 * works with each protocol that offers it.
 *
 * <p>The protocols are not known here.
 */
@NullMarked
package io.pitwall.server.result;

import org.jspecify.annotations.NullMarked;
