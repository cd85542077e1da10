/**
 * JSON bodies: rows and columns.
 *
 * <p>In: one object, an array of objects, or {@code {"batch": [object, …]}}. An object is either a
 * row, {@code {"table": name, "time": time, "tags": {…}, "fields": {…}}} (also {@code measurement}
 * or {@code m} for table), or columns, {@code {"m": name, "columns": {"time": […], name: […], …}}},
 * in any order of keys. A time is an integer, whose unit follows from its magnitude (in a column
 * from that of the first), or a string as in RFC 3339; without one the server's counts. null is
 * null. A number with a fraction or an exponent is a double, any other a 64-bit integer. Out:
 * columns.
 *
 * <p>{@link io.pitwall.server.ingest.json.JsonRowsAndColumnsParser} streams tokens and makes no
 * object for a row; {@link io.pitwall.server.ingest.json.RowBuffer} holds one row until its table
 * is known and it is known to be whole.
 */
@NullMarked
package io.pitwall.server.ingest.json;

import org.jspecify.annotations.NullMarked;
