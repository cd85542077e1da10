package io.pitwall.storage.log;

import io.pitwall.storage.log.LogDirectory.Entry;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;
import java.util.List;

/**
 * Makes a log durable as it is read.
 *
 * <p>After a kill, or after a force that failed, the last records may be in the operating system's
 * cache alone. In the second case the cache calls them clean, so that forcing the file again would
 * write nothing; they must be written again first. Those are the records that no other record
 * witnesses: a record goes into a file only after all files before are forced, and names the last
 * record that was durable then.
 */
public final class LogTail {
  private static final int COPY_BYTES = 1 << 20;

  private final FileSystem fileSystem;
  private final List<Entry> entries;
  private final LogCursor cursor;

  private LogTail(FileSystem fileSystem, List<Entry> entries) {
    this.fileSystem = fileSystem;
    this.entries = entries;
    this.cursor = new LogCursor(fileSystem, entries, true);
  }

  /**
   * Writes the records that no other one witnesses again and forces all files of the log.
   *
   * @throws IOException if the log can't be read, written or forced
   */
  public static void makeDurable(FileSystem fileSystem, String directory) throws IOException {
    List<Entry> entries = LogDirectory.scan(fileSystem, directory).entries;
    LogTail tail = new LogTail(fileSystem, entries);
    try {
      tail.run();
    } finally {
      tail.cursor.close();
    }
  }

  private void run() throws IOException {
    int last = lastInUse();
    long lowestLsn = last < 0 ? 1 : entries.get(last).firstLsn();
    for (int i = 0; i < entries.size(); i++) {
      try (StoredFile file = fileSystem.open(entries.get(i).path())) {
        if (i >= last) {
          rewriteTail(i, file, lowestLsn);
        }
        file.force();
      }
    }
  }

  /** The last file whose header says that it has records; files after it may have some too. */
  private int lastInUse() {
    int last = entries.size() - 1;
    while (last >= 0 && !entries.get(last).isInUse()) {
      last--;
    }
    return last;
  }

  private void rewriteTail(int index, StoredFile file, long lowestLsn) throws IOException {
    LogFileReader in = cursor.moveTo(index, LogFileDescriptor.RECORDS_OFFSET);
    long position = LogFileDescriptor.RECORDS_OFFSET;
    int at = in.record(position);
    if (at < 0 || RecordDescriptor.lsn(in.buffer(), at) < lowestLsn) {
      return; // without records of this life of the file
    }
    long nextLsn = RecordDescriptor.lsn(in.buffer(), at);
    long durableLsn = 0;
    while (at >= 0 && RecordDescriptor.lsn(in.buffer(), at) == nextLsn) {
      durableLsn = Math.max(durableLsn, RecordDescriptor.durableLsn(in.buffer(), at));
      position += totalLength(in, at);
      nextLsn++;
      at = in.record(position);
    }
    long end = hasRecordAfter(in, position, nextLsn) ? file.size() : position;
    copyOver(file, 0, LogFileDescriptor.HEADER_LENGTH);
    copyOver(file, firstAfter(in, durableLsn), end);
  }

  /** Whether replay may find a way over a damaged place to a later record. */
  private static boolean hasRecordAfter(LogFileReader in, long from, long nextLsn)
      throws IOException {
    for (long position = in.findMagic(from);
        position >= 0;
        position = in.findMagic(position + RecordDescriptor.ALIGNMENT)) {
      int at = in.header(position);
      if (at >= 0 && RecordDescriptor.lsn(in.buffer(), at) >= nextLsn) {
        return true;
      }
    }
    return false;
  }

  /** Where the first record with a higher LSN begins, or where the records end. */
  private static long firstAfter(LogFileReader in, long lsn) throws IOException {
    long position = LogFileDescriptor.RECORDS_OFFSET;
    int at = in.header(position);
    while (at >= 0 && RecordDescriptor.lsn(in.buffer(), at) <= lsn) {
      position += totalLength(in, at);
      at = in.header(position);
    }
    return position;
  }

  private static int totalLength(LogFileReader in, int at) {
    return RecordDescriptor.totalLength(RecordDescriptor.payloadLength(in.buffer(), at));
  }

  private static void copyOver(StoredFile file, long from, long to) throws IOException {
    byte[] chunk = new byte[Math.clamp(to - from, 0, COPY_BYTES)];
    for (long position = from; position < to; position += chunk.length) {
      int length = (int) Math.min(chunk.length, to - position);
      file.read(position, chunk, 0, length);
      file.write(position, chunk, 0, length);
    }
  }
}
