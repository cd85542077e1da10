package io.pitwall.storage.log;

import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files in a log's directory, sorted out by their names and headers. */
final class LogDirectory {

  /**
   * A file with the name of a log file.
   *
   * @param headerValid whether its header is valid; if not, LSN and epoch are 0, or those of the
   *     first record
   * @param firstLsn as in the header
   * @param epoch as in the header
   */
  record Entry(
      long number, String path, long sizeBytes, boolean headerValid, long firstLsn, long epoch) {

    boolean isInUse() {
      return firstLsn != LogFileDescriptor.NO_LSN;
    }

    /** This entry as its first record describes it, in place of a header that is not valid. */
    Entry withFirstRecord(long lsn, long recordEpoch) {
      return new Entry(number, path, sizeBytes, headerValid, lsn, recordEpoch);
    }

    LogFile toLogFile(long first, long last) {
      return new LogFile(number, path, sizeBytes, first, last);
    }

    LogFile toLeftover() {
      return toLogFile(LogFileDescriptor.NO_LSN, LogFileDescriptor.NO_LSN);
    }
  }

  /** Log files in the order of their numbers. */
  final List<Entry> entries = new ArrayList<>();

  final List<LogFile> spares = new ArrayList<>();
  final List<String> unknownFiles = new ArrayList<>();
  final List<LogDamage> damages = new ArrayList<>();
  private long highestNumber;

  private LogDirectory() {}

  /** Lists a directory and reads the headers in it; creates the directory if it is missing. */
  static LogDirectory scan(FileSystem fileSystem, String directory) throws IOException {
    fileSystem.createDirectories(directory);
    LogDirectory result = new LogDirectory();
    for (String name : fileSystem.list(directory)) {
      String path = directory.isEmpty() ? name : directory + "/" + name;
      long number = LogFileDescriptor.numberOf(name, LogFileDescriptor.LOG_SUFFIX);
      long spareNumber = LogFileDescriptor.numberOf(name, LogFileDescriptor.SPARE_SUFFIX);
      result.highestNumber = Math.max(result.highestNumber, Math.max(number, spareNumber));
      if (number >= 0) {
        result.addLogFile(fileSystem, path, number);
      } else if (spareNumber >= 0) {
        long size = fileSystem.size(path);
        result.spares.add(
            new LogFile(
                spareNumber, path, size, LogFileDescriptor.NO_LSN, LogFileDescriptor.NO_LSN));
      } else {
        result.unknownFiles.add(path);
      }
    }
    return result;
  }

  long nextNumber() {
    return highestNumber + 1;
  }

  private void addLogFile(FileSystem fileSystem, String path, long number) throws IOException {
    byte[] header = new byte[LogFileDescriptor.HEADER_LENGTH];
    long size;
    boolean valid;
    try (StoredFile file = fileSystem.openForReading(path)) {
      size = file.size();
      int read = file.readUpTo(0, header, 0, header.length);
      valid =
          read == header.length
              && size >= LogFileDescriptor.RECORDS_OFFSET
              && LogFileDescriptor.isValid(header);
    }
    if (!valid) {
      entries.add(new Entry(number, path, size, false, LogFileDescriptor.NO_LSN, 0));
      return;
    }
    long ownNumber = LogFileDescriptor.number(header);
    if (ownNumber != number) {
      highestNumber = Math.max(highestNumber, ownNumber);
      unknownFiles.add(path);
      damages.add(
          new LogDamage(
              path, 0, 0, 0, "the file was renamed: it is log file " + ownNumber + " of a log"));
      return;
    }
    entries.add(
        new Entry(
            number,
            path,
            size,
            true,
            LogFileDescriptor.firstLsn(header),
            LogFileDescriptor.epoch(header)));
  }
}
