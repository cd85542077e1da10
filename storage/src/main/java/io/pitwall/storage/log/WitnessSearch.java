package io.pitwall.storage.log;

import java.io.IOException;

/**
 * Looks after a record that is not valid for a witness: a later record that was written when the
 * missing one was already durable. With a witness the missing records are damage, and replay
 * continues at the next valid record; without one the rest of the log is a torn tail.
 *
 * <p>One search, from where the cursor is. It moves the cursor.
 */
final class WitnessSearch {
  private final LogCursor cursor;
  private final ExpectedRecord expected;
  private boolean witnessed;
  private boolean laterBytes;
  private int nextIndex = -1;
  private long nextPosition = -1;
  private long nextLsn = Long.MAX_VALUE;

  WitnessSearch(LogCursor cursor, ExpectedRecord expected) {
    this.cursor = cursor;
    this.expected = expected;
  }

  /**
   * Searches to the end of the log, or to the first witness.
   *
   * @return whether there is a witness; then there is a next record, too
   */
  boolean run() throws IOException {
    int first = cursor.index();
    searchFile(first, afterRecordWithDamagedPayload(), expected.epochFloor());
    for (int i = first + 1; i < cursor.files() && !witnessed; i++) {
      long lowestEpoch = expected.epochFloorOf(cursor.entry(i));
      searchFile(i, LogFileDescriptor.RECORDS_OFFSET, lowestEpoch);
    }
    return witnessed;
  }

  /**
   * Where to begin: after the damaged record if its header is valid, so that nothing inside its
   * payload is taken for a record; else at the damaged record.
   */
  private long afterRecordWithDamagedPayload() throws IOException {
    LogFileReader in = cursor.reader();
    long position = cursor.position();
    int at = in.header(position);
    if (at < 0 || !expected.isAt(in.buffer(), at)) {
      return position;
    }
    laterBytes = true;
    return position + RecordDescriptor.totalLength(RecordDescriptor.payloadLength(in.buffer(), at));
  }

  private void searchFile(int index, long begin, long lowestEpoch) throws IOException {
    LogFileReader in = cursor.moveTo(index, begin);
    long position = in.findMagic(begin);
    while (position >= 0 && !witnessed) {
      position = in.findMagic(position + examine(in, index, position, lowestEpoch));
    }
  }

  /** Looks at what may be a record, and returns how many bytes to step on. */
  private int examine(LogFileReader in, int index, long position, long lowestEpoch)
      throws IOException {
    int at = in.header(position);
    if (at < 0) {
      return RecordDescriptor.ALIGNMENT;
    }
    long lsn = RecordDescriptor.lsn(in.buffer(), at);
    boolean later = RecordDescriptor.epoch(in.buffer(), at) >= lowestEpoch && lsn >= expected.lsn();
    laterBytes |= later;
    at = in.record(position);
    if (at < 0) {
      return RecordDescriptor.ALIGNMENT;
    }
    if (later && (lsn > expected.lsn() || expected.isPlaceUnknown())) {
      consider(index, position, lsn);
      // The expected record itself is here if replay did not know where it begins.
      witnessed =
          lsn == expected.lsn() || RecordDescriptor.durableLsn(in.buffer(), at) >= expected.lsn();
    }
    return RecordDescriptor.totalLength(RecordDescriptor.payloadLength(in.buffer(), at));
  }

  /** Takes a valid later record as the next one, unless one nearer to the damage is known. */
  private void consider(int index, long position, long lsn) {
    // A lower LSN found further on is of a newer life of the log than what lay before it.
    if (lsn <= nextLsn) {
      nextIndex = index;
      nextPosition = position;
      nextLsn = lsn;
    }
  }

  /** Whether there are bytes of records that belong here but that nobody witnesses: a torn tail. */
  boolean foundTornTail() {
    return laterBytes && !witnessed;
  }

  /** The file with the next valid record. */
  int nextIndex() {
    return nextIndex;
  }

  /** Where the next valid record begins. */
  long nextPosition() {
    return nextPosition;
  }

  /** The LSN of the next valid record. */
  long nextLsn() {
    return nextLsn;
  }
}
