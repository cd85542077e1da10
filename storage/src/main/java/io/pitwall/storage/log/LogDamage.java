package io.pitwall.storage.log;

/**
 * Something in the log that is not as it was written.
 *
 * @param file path of the log file
 * @param offset where in it the damage begins
 * @param firstLostLsn first of the records lost by it, 0 if none is
 * @param lastLostLsn last of the records lost by it, 0 if none is
 * @param cause what was found, for people
 */
public record LogDamage(
    String file, long offset, long firstLostLsn, long lastLostLsn, String cause) {

  /** How many records are lost by it. */
  public long lostRecords() {
    return firstLostLsn == 0 ? 0 : lastLostLsn - firstLostLsn + 1;
  }
}
