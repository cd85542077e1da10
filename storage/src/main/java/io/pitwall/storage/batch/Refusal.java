package io.pitwall.storage.batch;

/**
 * A row that was not stored.
 *
 * @param line where it stood in the request, counted from 1: a line of line protocol, an element of
 *     an array, a row of a column payload
 * @param reason what was wrong, where and what to do, as a sentence without a full stop
 */
public record Refusal(int line, String reason) {}
