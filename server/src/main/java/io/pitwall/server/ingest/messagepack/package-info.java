/**
 * MessagePack bodies: columns, the densest way to write, and rows.
 *
 * <p>In: one map, an array of maps, or {@code {"batch": [map, …]}}. A map is either columns, {@code
 * {"m": table, "columns": {"time": […], name: […], …}}}, or a row, {@code {"m": table, "t": time,
 * "h": host, "fields": {…} or "f": […], "tags": {…}}}. An integer as table is {@code
 * measurement_N}, one as host {@code host_N}; a row without host has the tag {@code host=unknown};
 * {@code f} names its fields {@code field_0}, {@code field_1}, …. The unit of times follows from
 * the magnitude of a column's first; without times the server's counts. nil is null. Out: columns.
 *
 * <p>{@link io.pitwall.server.ingest.messagepack.MessagePackReader} knows the format, {@link
 * io.pitwall.server.ingest.messagepack.ColumnDecoder} reads a column in a tight loop, {@link
 * io.pitwall.server.ingest.messagepack.MessagePackParser} knows the forms. What can't be stored as
 * it was sent is refused by name: nothing is rounded, cut or left out. A map of columns is stored
 * whole or not at all.
 */
@NullMarked
package io.pitwall.server.ingest.messagepack;

import org.jspecify.annotations.NullMarked;
