package io.pitwall.storage.log;

import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;

/** Keeps copies of damaged files for people to examine; the store never reads them again. */
final class Quarantine {

  /** Directory of the copies, under the root of the file system. */
  static final String DIRECTORY = "quarantine";

  private static final int COPY_BYTES = 1 << 20;

  private Quarantine() {}

  /**
   * Copies a damaged log file durably. The name of the copy has number and place, so that the next
   * start does not copy the same damage again.
   */
  static void keep(FileSystem fileSystem, LogDirectory.Entry entry, long offset)
      throws IOException {
    fileSystem.createDirectories(DIRECTORY);
    String copyPath = DIRECTORY + "/log-" + entry.number() + "-damaged-at-" + offset;
    if (fileSystem.exists(copyPath)) {
      if (fileSystem.size(copyPath) == entry.sizeBytes()) {
        return;
      }
      // A crash cut the copy short.
      fileSystem.delete(copyPath);
    }
    try {
      copy(fileSystem, entry.path(), copyPath);
    } catch (IOException e) {
      removeAfter(fileSystem, copyPath, e);
      throw e;
    }
    fileSystem.syncDirectory(DIRECTORY);
  }

  private static void copy(FileSystem fileSystem, String path, String copyPath) throws IOException {
    try (StoredFile from = fileSystem.openForReading(path);
        StoredFile to = fileSystem.create(copyPath)) {
      byte[] chunk = new byte[COPY_BYTES];
      long position = 0;
      int read = from.readUpTo(position, chunk, 0, chunk.length);
      while (read > 0) {
        to.write(position, chunk, 0, read);
        position += read;
        read = from.readUpTo(position, chunk, 0, chunk.length);
      }
      to.forceAll();
    }
  }

  private static void removeAfter(FileSystem fileSystem, String copyPath, IOException cause) {
    try {
      if (fileSystem.exists(copyPath)) {
        fileSystem.delete(copyPath);
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
