package io.pitwall.storage.runtime;

import java.io.EOFException;
import java.io.IOException;

/**
 * An open file, read and written at positions.
 *
 * <p>Each call loops until all of its bytes are done: a channel may write or read short. Reads may
 * come from several threads at once, also beside a write to other positions; writes come from one
 * thread.
 */
public interface StoredFile extends AutoCloseable {

  /** The path it was opened by. */
  String path();

  /** Writes all bytes of the range at the position; the file grows as needed. */
  void write(long position, byte[] bytes, int offset, int length) throws IOException;

  /**
   * Fills the range from the position.
   *
   * @throws EOFException if the file ends before
   */
  void read(long position, byte[] into, int offset, int length) throws IOException;

  /**
   * Fills the range from the position as far as the file goes.
   *
   * @return the bytes read, less than {@code length} only at the end of the file, 0 after it
   */
  int readUpTo(long position, byte[] into, int offset, int length) throws IOException;

  /** The size in bytes. */
  long size() throws IOException;

  /** Cuts the file to a size that is not larger than its present one. */
  void truncate(long size) throws IOException;

  /**
   * Makes the written bytes durable, with what is needed to read them again (fdatasync).
   *
   * <p>An error is final: the operating system marks the pages clean after it, so that a second
   * call would succeed without the bytes being on disk. Never retry, never go on using the file.
   */
  void force() throws IOException;

  /** Makes the written bytes and all metadata durable (fsync); errors are as final. */
  void forceAll() throws IOException;

  /** Closes the file without making anything durable; a second call does nothing. */
  @Override
  void close() throws IOException;
}
