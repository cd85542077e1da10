package io.pitwall.storage.log;

import io.pitwall.storage.limit.StoreLimits;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Prepares log files before they are needed, from released or new ones, and deletes those beyond
 * the pool's size.
 *
 * <p>Safe for several threads. Disk work happens under this object's lock; {@link #take} needs the
 * lock only if nothing is ready. Ready log files are taken in the order of their numbers, because
 * replay reads log files in that order.
 */
final class LogFilePool {

  private static final int FILL_CHUNK_BYTES = 1 << 20;

  /**
   * Zeros are synced in parts: one sync of a whole log file would delay the log's own syncs on the
   * same disk by a tenth of a second.
   */
  private static final long FILL_SYNC_BYTES = 4L << 20;

  /** A log file whose header and name are durable, and its open file. */
  record Ready(LogFile logFile, StoredFile file) {}

  private final FileSystem fileSystem;
  private final String directory;
  private final LogOptions options;
  private final long epoch;
  private final ConcurrentLinkedQueue<Ready> ready = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<LogFile> released = new ConcurrentLinkedQueue<>();
  private long nextNumber;

  LogFilePool(
      FileSystem fileSystem, String directory, LogOptions options, long epoch, long nextNumber) {
    this.fileSystem = fileSystem;
    this.directory = directory;
    this.options = options;
    this.epoch = epoch;
    this.nextNumber = nextNumber;
  }

  /** Gives back a log file that nobody needs any more; it is recycled or deleted later. */
  void release(LogFile logFile) {
    released.add(logFile);
  }

  int readyCount() {
    return ready.size();
  }

  /** A log file of the usual size, prepared now if none is ready. */
  Ready take() throws IOException {
    @Nullable Ready taken = ready.poll();
    if (taken != null) {
      return taken;
    }
    synchronized (this) {
      taken = ready.poll();
      return taken != null ? taken : prepare(options.fileBytes());
    }
  }

  /** A log file for one record that is larger than the usual size. */
  synchronized Ready takeOversize(long sizeBytes) throws IOException {
    // Files that are ready have lower numbers than this one will get, and replay goes by numbers.
    for (Ready early = ready.poll(); early != null; early = ready.poll()) {
      early.file().close();
      released.add(early.logFile());
    }
    return create(sizeBytes);
  }

  /** Recycles or deletes one released log file; false if there is none. */
  synchronized boolean tidyOne() throws IOException {
    @Nullable LogFile logFile = released.poll();
    if (logFile == null) {
      return false;
    }
    if (logFile.sizeBytes() == options.fileBytes() && ready.size() < options.pooledFiles()) {
      ready.add(recycle(logFile));
    } else {
      delete(logFile);
      fileSystem.syncDirectory(directory);
    }
    return true;
  }

  private void delete(LogFile logFile) throws IOException {
    try {
      fileSystem.delete(logFile.path());
    } catch (IOException e) {
      released.add(logFile); // else its space would be lost until the next start
      throw e;
    }
  }

  /**
   * Prepares a log file if none is ready; false if one is, or the disk has no room for it. The rest
   * of the pool is for released files only: filled with new ones ahead of need, it would have no
   * place for those, and each file would be filled with zeros once more instead of being used
   * again.
   */
  synchronized boolean prepareOne() throws IOException {
    if (!ready.isEmpty() || (released.isEmpty() && !hasRoomFor(options.fileBytes()))) {
      return false;
    }
    ready.add(prepare(options.fileBytes()));
    return true;
  }

  synchronized void close() throws IOException {
    for (Ready left = ready.poll(); left != null; left = ready.poll()) {
      left.file().close();
    }
  }

  private Ready prepare(long sizeBytes) throws IOException {
    for (LogFile logFile = released.poll(); logFile != null; logFile = released.poll()) {
      if (logFile.sizeBytes() == sizeBytes) {
        return recycle(logFile);
      }
      delete(logFile);
    }
    return create(sizeBytes);
  }

  private boolean hasRoomFor(long sizeBytes) throws IOException {
    return fileSystem.usableBytes() - sizeBytes >= options.minFreeBytes();
  }

  /** The disk is not filled to its end: only sealing frees the log, and it needs space itself. */
  private Ready create(long sizeBytes) throws IOException {
    if (!hasRoomFor(sizeBytes)) {
      throw new IOException(
          "the disk has %d bytes left, and a log file of %d would leave less than %d %s; free some space"
              .formatted(
                  fileSystem.usableBytes(),
                  sizeBytes,
                  options.minFreeBytes(),
                  StoreLimits.MIN_FREE_BYTES.clause()));
    }
    long number = nextNumber++;
    LogFile spare = spare(number, sizeBytes);
    StoredFile file = fileSystem.create(spare.path());
    try {
      fillWithZeros(file, sizeBytes);
    } catch (IOException e) {
      abandon(spare, file, e);
      throw e;
    }
    return publish(spare, file);
  }

  private LogFile spare(long number, long sizeBytes) {
    String path = path(LogFileDescriptor.spareName(number));
    return new LogFile(number, path, sizeBytes, LogFileDescriptor.NO_LSN, LogFileDescriptor.NO_LSN);
  }

  private static void fillWithZeros(StoredFile file, long sizeBytes) throws IOException {
    byte[] zeros = new byte[(int) Math.min(FILL_CHUNK_BYTES, sizeBytes)];
    for (long position = 0; position < sizeBytes; position += zeros.length) {
      int length = (int) Math.min(zeros.length, sizeBytes - position);
      file.write(position, zeros, 0, length);
      if ((position + length) % FILL_SYNC_BYTES == 0) {
        file.force();
      }
    }
  }

  /** Frees the space of a file that could not be prepared; on a full disk that matters. */
  private void abandon(LogFile logFile, StoredFile file, IOException reason) {
    try {
      file.close();
      fileSystem.delete(logFile.path());
    } catch (IOException e) {
      // Without its size it is deleted later, and never used: it may not be filled.
      released.add(
          new LogFile(logFile.number(), logFile.path(), 0, logFile.firstLsn(), logFile.lastLsn()));
      reason.addSuppressed(e);
    }
  }

  private Ready recycle(LogFile old) throws IOException {
    LogFile spare = spare(nextNumber++, old.sizeBytes());
    LogFile present = old;
    StoredFile file;
    try {
      fileSystem.rename(old.path(), spare.path());
      present = spare;
      // If a crash undid this rename, or an earlier one whose sync failed, after the header is
      // rewritten, the file would have its old name and a header with another number.
      fileSystem.syncDirectory(directory);
      file = fileSystem.open(spare.path());
    } catch (IOException e) {
      released.add(present);
      throw e;
    }
    return publish(spare, file);
  }

  private Ready publish(LogFile spare, StoredFile file) throws IOException {
    LogFile present = spare;
    try {
      byte[] header = LogFileDescriptor.header(spare.number(), LogFileDescriptor.NO_LSN, epoch);
      file.write(0, header, 0, header.length);
      file.forceAll();
      String path = path(LogFileDescriptor.logName(spare.number()));
      fileSystem.rename(spare.path(), path);
      present =
          new LogFile(spare.number(), path, spare.sizeBytes(), spare.firstLsn(), spare.lastLsn());
      fileSystem.syncDirectory(directory);
      return new Ready(present, file);
    } catch (IOException e) {
      abandon(present, file, e);
      throw e;
    }
  }

  private String path(String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  /**
   * Takes the {@code .log} name, durably, from log files without anything that is needed. Until
   * then the header of such a file may still claim LSNs that the log is about to use again.
   */
  void retire(Iterable<LogFile> leftovers) throws IOException {
    boolean renamed = false;
    for (LogFile leftover : leftovers) {
      LogFile retired = leftover;
      if (!leftover.isSpare()) {
        retired = spare(leftover.number(), leftover.sizeBytes());
        fileSystem.rename(leftover.path(), retired.path());
        renamed = true;
      }
      released.add(retired);
    }
    if (renamed) {
      fileSystem.syncDirectory(directory);
    }
  }
}
