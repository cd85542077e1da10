package io.pitwall.storage.log;

import io.pitwall.storage.log.LogDirectory.Entry;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a log that is read: one of its files, open, and a position in it. For one thread. */
final class LogCursor implements AutoCloseable {
  private final FileSystem fileSystem;
  private final List<Entry> entries;
  private final boolean checkCrc;
  private @Nullable StoredFile file;
  private @Nullable LogFileReader reader;
  private int index;
  private long position;

  /**
   * @param entries the files of the log, in order
   * @param checkCrc false only in tests that show why the checksums are needed
   */
  LogCursor(FileSystem fileSystem, List<Entry> entries, boolean checkCrc) {
    this.fileSystem = fileSystem;
    this.entries = entries;
    this.checkCrc = checkCrc;
  }

  /** Moves to a position of a file, opening it if it is another one than before. */
  LogFileReader moveTo(int newIndex, long newPosition) throws IOException {
    LogFileReader in = reader;
    if (in == null || newIndex != index) {
      in = open(in, entries.get(newIndex));
      index = newIndex;
    }
    position = newPosition;
    return in;
  }

  private LogFileReader open(@Nullable LogFileReader before, Entry entry) throws IOException {
    close();
    StoredFile opened = fileSystem.openForReading(entry.path());
    file = opened;
    LogFileReader in = before;
    if (in == null) {
      in = new LogFileReader(opened, checkCrc);
      reader = in;
    } else {
      in.read(opened);
    }
    return in;
  }

  void skip(int bytes) {
    position += bytes;
  }

  LogFileReader reader() {
    LogFileReader in = reader;
    if (in == null) {
      throw new IllegalStateException("no log file is open");
    }
    return in;
  }

  int files() {
    return entries.size();
  }

  Entry entry(int ofIndex) {
    return entries.get(ofIndex);
  }

  /** Which file it is at; 0 before the first move. */
  int index() {
    return index;
  }

  long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    StoredFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
