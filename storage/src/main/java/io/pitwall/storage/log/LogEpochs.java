package io.pitwall.storage.log;

import io.pitwall.storage.log.LogDirectory.Entry;
import io.pitwall.storage.runtime.FileSystem;
import java.io.IOException;
import java.util.List;

/** Finds out in which epochs a log was written, without a replay. Changes nothing. */
public final class LogEpochs {
  private LogEpochs() {}

  /**
   * The highest epoch that a file's header or a record of the last files names; 0 for an empty log.
   *
   * @throws IOException if the log can't be read
   */
  public static long highest(FileSystem fileSystem, String directory) throws IOException {
    List<Entry> entries = LogDirectory.scan(fileSystem, directory).entries;
    long highest = 0;
    int last = 0;
    for (int i = 0; i < entries.size(); i++) {
      highest = Math.max(highest, entries.get(i).epoch());
      last = entries.get(i).isInUse() ? i : last;
    }
    try (LogCursor cursor = new LogCursor(fileSystem, entries, true)) {
      for (int i = last; i < entries.size(); i++) {
        highest = Math.max(highest, highestOf(cursor.moveTo(i, LogFileDescriptor.RECORDS_OFFSET)));
      }
    }
    return highest;
  }

  /** Of the records up to the first that is not valid; what lies inside of payloads is not read. */
  private static long highestOf(LogFileReader in) throws IOException {
    long highest = 0;
    long position = LogFileDescriptor.RECORDS_OFFSET;
    int at = in.header(position);
    while (at >= 0) {
      highest = Math.max(highest, RecordDescriptor.epoch(in.buffer(), at));
      int length = RecordDescriptor.payloadLength(in.buffer(), at);
      position += RecordDescriptor.totalLength(length);
      at = in.header(position);
    }
    return highest;
  }
}
