package io.pitwall.storage.log;

/**
 * A place in the log that is not as it was written.
 *
 * @param file path of the log file
 * @param offset where in the file the damage begins
 * @param firstLostLsn the first lost record, 0 if none is lost
 * @param lastLostLsn the last lost record, 0 if none is lost
 * @param cause what was found, for people
 */
public record LogDamage(
    String file, long offset, long firstLostLsn, long lastLostLsn, String cause) {}
