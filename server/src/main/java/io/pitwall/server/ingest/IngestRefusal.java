package io.pitwall.server.ingest;

/**
 * A row that is not in the batch.
 *
 * @param line where it stood, from 1: the line on which a point of line protocol began, an element
 *     of an array, a payload of columns
 * @param column the byte within the line where the fault was found, from 1; 0 where the format has
 *     no lines
 * @param reason what was wrong, where and what to do, as a sentence without a full stop
 */
public record IngestRefusal(int line, int column, String reason) {}
