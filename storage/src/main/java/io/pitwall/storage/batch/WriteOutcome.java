package io.pitwall.storage.batch;

import java.util.List;

/**
 * What became of a batch that is durable and visible now.
 *
 * @param lsn its log position, or 0 if no row was left to store
 * @param storedRows rows in the log
 * @param refusals rows that the catalog did not allow, by line; not the parser's own
 */
public record WriteOutcome(long lsn, long storedRows, List<Refusal> refusals) {}
