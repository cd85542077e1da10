package io.pitwall.storage.log;

/**
 * What the process knows of a log file.
 *
 * @param number its number; names and order follow it
 * @param path its present path
 * @param sizeBytes its size on disk
 * @param firstLsn LSN of its first record, {@link LogFileDescriptor#NO_LSN} if it has none
 * @param lastLsn LSN of its last record; meaningless without a first one
 */
record LogFile(long number, String path, long sizeBytes, long firstLsn, long lastLsn) {

  LogFile withLsns(long first, long last) {
    return new LogFile(number, path, sizeBytes, first, last);
  }

  boolean isSpare() {
    return path.endsWith(LogFileDescriptor.SPARE_SUFFIX);
  }
}
