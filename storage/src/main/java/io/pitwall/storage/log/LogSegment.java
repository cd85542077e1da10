package io.pitwall.storage.log;

/**
 * A segment file as it is known in memory.
 *
 * @param number its number; names and order follow it
 * @param path its present path
 * @param sizeBytes its size on disk
 * @param firstLsn LSN of its first record, {@link SegmentDescriptor#NO_LSN} if it has none
 * @param lastLsn LSN of its last record; meaningless without a first one
 */
record LogSegment(long number, String path, long sizeBytes, long firstLsn, long lastLsn) {

  LogSegment withLsns(long first, long last) {
    return new LogSegment(number, path, sizeBytes, first, last);
  }

  boolean isSpare() {
    return path.endsWith(SegmentDescriptor.SPARE_SUFFIX);
  }
}
