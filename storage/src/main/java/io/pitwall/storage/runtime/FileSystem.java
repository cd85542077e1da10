package io.pitwall.storage.runtime;

import java.io.IOException;
import java.util.List;

/**
 * All disk access of the storage engine.
 *
 * <p>Paths are {@code '/'}-separated and relative to the root that the file system was opened on;
 * the empty path is the root itself. Absolute paths and the names {@code .} and {@code ..} are
 * refused.
 *
 * <p>What survives a power cut: bytes of a file after its {@link StoredFile#force()}; the creation,
 * renaming and deletion of a name after {@link #syncDirectory(String)} of the directory that holds
 * it. Neither implies the other, and nothing else may be relied on.
 *
 * <p>Safe for use by several threads.
 */
public interface FileSystem extends AutoCloseable {

  /**
   * Creates an empty file, open for reading and writing.
   *
   * @throws IOException if the file exists or its directory does not
   */
  StoredFile create(String path) throws IOException;

  /**
   * Opens a file for reading and writing.
   *
   * @throws IOException if the file does not exist
   */
  StoredFile open(String path) throws IOException;

  /**
   * Opens a file for reading only, which a disk that takes no writes allows too.
   *
   * @throws IOException if the file does not exist
   */
  StoredFile openForReading(String path) throws IOException;

  /** Whether a file or directory of that name exists. */
  boolean exists(String path) throws IOException;

  /**
   * The names (not paths) of the files and directories in a directory, sorted. The directory {@code
   * lost+found}, which the operating system keeps at a mount point, is left out.
   */
  List<String> list(String directory) throws IOException;

  /**
   * Creates a directory and the missing ones above it, and makes each of them durable. An existing
   * directory is left as it is.
   */
  void createDirectories(String path) throws IOException;

  /**
   * Renames a file atomically, within one directory or to another.
   *
   * @throws IOException if {@code from} does not exist or {@code to} does
   */
  void rename(String from, String to) throws IOException;

  /**
   * Deletes a file or an empty directory.
   *
   * @throws IOException if it does not exist
   */
  void delete(String path) throws IOException;

  /** Makes the names in a directory durable: what was created, renamed and deleted in it. */
  void syncDirectory(String directory) throws IOException;

  /** Bytes that can still be written to the disk, as far as the operating system knows. */
  long usableBytes() throws IOException;

  /** The size of a file in bytes. */
  long size(String path) throws IOException;

  /**
   * Takes an exclusive lock, held until it is closed or the process ends. The file is created when
   * missing and is left in place.
   *
   * @throws IOException that says so if this or another process holds the lock
   */
  Lock lock(String path) throws IOException;

  /** Closes the file system; files opened from it are closed by who opened them. */
  @Override
  void close() throws IOException;

  /** A held lock. */
  interface Lock extends AutoCloseable {
    /** Gives the lock back; a second call does nothing. */
    @Override
    void close() throws IOException;
  }
}
