/**
 * Turns rows into request bodies: line protocol, JSON rows, JSON columns and MessagePack columns.
 *
 * <p>In comes a {@link io.pitwall.client.encode.RowSet} (one table, columns over plain arrays), out
 * goes {@link io.pitwall.client.encode.EncodedRows}: the bytes, and where in them the cells lie
 * that may be rewritten before the body is sent again. Those cells (the times, and a batch number
 * where there is one) always have the same width, so that {@link
 * io.pitwall.client.encode.NumberCells} can overwrite them in place; {@link
 * io.pitwall.client.encode.GzipTemplate} does the same for a compressed body.
 *
 * <p>Nothing here knows of connections, rates or what the rows mean.
 */
@NullMarked
package io.pitwall.client.encode;

import org.jspecify.annotations.NullMarked;
