package io.pitwall.storage.log;

import io.pitwall.storage.log.LogDirectory.Entry;

/**
 * What the next record of a log must be like: the next LSN, naming the record before it, and of no
 * lower epoch. Mutable; for one thread.
 */
final class ExpectedRecord {
  private final boolean checkOrder;
  private long lsn;
  private boolean chainKnown;
  private int chainCrc;
  private long epochFloor;

  /**
   * @param checkOrder false only in tests that show why chain and epoch are needed
   * @param firstLsn of the first record
   * @param epochFloor the lowest epoch that the first record may have
   */
  ExpectedRecord(boolean checkOrder, long firstLsn, long epochFloor) {
    this.checkOrder = checkOrder;
    this.lsn = firstLsn;
    this.epochFloor = epochFloor;
    // The very first record names no predecessor; any other first one names a record not read here.
    this.chainKnown = firstLsn == 1;
  }

  /** Whether a record with a valid header is the one expected, in the same file as the last. */
  boolean isAt(byte[] buffer, int at) {
    return matches(buffer, at, epochFloor);
  }

  /** Whether a record with a valid header is the one expected, as the first of a later file. */
  boolean isAtStartOf(Entry laterFile, byte[] buffer, int at) {
    return matches(buffer, at, epochFloorOf(laterFile));
  }

  private boolean matches(byte[] buffer, int at, long lowestEpoch) {
    if (RecordDescriptor.lsn(buffer, at) != lsn) {
      return false;
    }
    return !checkOrder
        || ((!chainKnown || RecordDescriptor.previousCrc(buffer, at) == chainCrc)
            && RecordDescriptor.epoch(buffer, at) >= lowestEpoch);
  }

  /** Expects the record after this one, which was valid and expected. */
  void advancePast(byte[] buffer, int at) {
    epochFloor = Math.max(epochFloor, RecordDescriptor.epoch(buffer, at));
    chainCrc = RecordDescriptor.headerCrc(buffer, at);
    chainKnown = true;
    lsn++;
  }

  /** Goes on in a later file, whose header may know of a higher epoch. */
  void enter(Entry laterFile) {
    epochFloor = epochFloorOf(laterFile);
  }

  /** Expects a later record, because those before it are lost. */
  void skipTo(long laterLsn) {
    lsn = laterLsn;
    chainKnown = false;
  }

  /** Whether the record is known by its LSN alone, wherever it begins. */
  boolean isPlaceUnknown() {
    return !chainKnown;
  }

  long epochFloor() {
    return epochFloor;
  }

  long epochFloorOf(Entry laterFile) {
    return Math.max(epochFloor, laterFile.epoch());
  }

  long lsn() {
    return lsn;
  }

  /** Checksum of the last record's header, 0 before the first. */
  int chainCrc() {
    return chainCrc;
  }
}
