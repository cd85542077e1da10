/**
 * From the bytes of a write to its outcome, for every protocol that brings rows.
 *
 * <p>In comes an {@link io.pitwall.server.ingest.pipeline.IngestRequest}: a whole body, its format,
 * how it is compressed and what must be known of its rows. Out comes, exactly once, an {@link
 * io.pitwall.server.ingest.pipeline.IngestResult} or an {@link
 * io.pitwall.server.ingest.pipeline.IngestException} that says what kind of failure it was. In
 * between, a worker thread decompresses, parses and encodes the body, and the store's log thread
 * commits it.
 *
 * <p>{@link io.pitwall.server.ingest.pipeline.BodyBuffers} is the memory budget of all bodies, from
 * their first byte to the end of parsing. Protocols collect bodies in arrays of this budget and
 * hand the arrays over with the request. The package depends on no protocol.
 */
@NullMarked
package io.pitwall.server.ingest.pipeline;

import org.jspecify.annotations.NullMarked;
