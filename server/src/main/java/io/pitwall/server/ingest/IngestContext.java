package io.pitwall.server.ingest;

import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.schema.CatalogView;

/**
 * What a parser needs to know of a request.
 *
 * @param database where the rows go
 * @param precision the unit of line protocol's timestamps; the other formats derive it from the
 *     magnitude
 * @param serverTimeNanos nanoseconds since the epoch, for rows without a timestamp
 * @param catalog what is known of the tables
 * @param writeLimits what a batch may hold
 * @param limits what a body may hold
 */
public record IngestContext(
    String database,
    TimePrecision precision,
    long serverTimeNanos,
    CatalogView catalog,
    WriteLimits writeLimits,
    IngestLimits limits) {}
