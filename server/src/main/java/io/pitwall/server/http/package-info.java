/**
 * HTTP/1.1: from a socket's bytes to writes and queries, and back.
 *
 * <p>{@link io.pitwall.server.http.RequestFraming} cuts the bytes into heads and bodies and refuses
 * what is malformed or ambiguous; {@link io.pitwall.server.http.HttpConnection} keeps the answers
 * in the order of the requests; a {@link io.pitwall.server.http.RequestHandler} per road decides
 * from the head, takes the body and answers. A body's bytes are copied once, from the read buffer
 * to a recycled array. Bodies of writes are decompressed, parsed and encoded on the ingest workers,
 * queries run on their own threads; an event loop never parses a body nor waits.
 *
 * <p>Known: the parsers of ingest, the query engine's door, and the store as a {@link
 * io.pitwall.server.http.WriteTarget}. Not known: files, settings' names, the PostgreSQL wire.
 */
@NullMarked
package io.pitwall.server.http;

import org.jspecify.annotations.NullMarked;
