/**
 * From the bytes of a write request to a batch of columns.
 *
 * <p>In: a decompressed body and what must be known of its request ({@link
 * io.pitwall.server.ingest.IngestContext}). Out: a finished {@link
 * io.pitwall.storage.batch.WriteBatch} with the rows that are good, and for each row that is not
 * its place and the reason ({@link io.pitwall.server.ingest.ParsedBody}). One parser for each
 * format lives in a package of its own: lineprotocol, json, messagepack.
 *
 * <p>Not known in here: HTTP, who asks, and what the store does with a batch.
 */
@NullMarked
package io.pitwall.server.ingest;

import org.jspecify.annotations.NullMarked;
