package io.pitwall.storage.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of the operating system, read and written through a channel. */
final class OsStoredFile implements StoredFile {

  /**
   * Bytes per system call. The channel copies heap bytes through a buffer outside the heap that it
   * keeps for each thread; a small one stays in the processor's cache, and a bounded one cannot
   * exhaust that memory.
   */
  private static final int CHUNK_BYTES = 256 * 1024;

  private final String path;
  private final FileChannel channel;

  OsStoredFile(String path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public void write(long position, byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    int end = offset + length;
    while (buffer.position() < end) {
      buffer.limit(Math.min(end, buffer.position() + CHUNK_BYTES));
      channel.write(buffer, position + (buffer.position() - offset));
    }
  }

  @Override
  public void read(long position, byte[] into, int offset, int length) throws IOException {
    int read = readUpTo(position, into, offset, length);
    if (read < length) {
      throw new EOFException(
          "'%s' ends at %d, wanted %d bytes at %d"
              .formatted(path, position + read, length, position));
    }
  }

  @Override
  public int readUpTo(long position, byte[] into, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
    int end = offset + length;
    while (buffer.position() < end) {
      buffer.limit(Math.min(end, buffer.position() + CHUNK_BYTES));
      int read = channel.read(buffer, position + (buffer.position() - offset));
      if (read < 0) {
        break;
      }
    }
    return buffer.position() - offset;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void truncate(long size) throws IOException {
    long present = channel.size();
    if (size > present) {
      throw new IllegalArgumentException(
          "'%s' has %d bytes and cannot be cut to %d".formatted(path, present, size));
    }
    channel.truncate(size);
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void forceAll() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
