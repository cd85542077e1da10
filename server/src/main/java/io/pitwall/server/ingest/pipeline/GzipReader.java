package io.pitwall.server.ingest.pipeline;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads gzip (RFC 1952) from an array: one member or several, with their checksums and lengths
 * checked; bytes after the last member are an error. Reusable; owned by one thread.
 */
final class GzipReader extends InputStream {
  private static final int FIXED_HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int UNKNOWN_FLAGS = 0xE0;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private byte[] in = new byte[0];
  private int end;
  private int at;
  private long memberBytes;
  private boolean inMember;

  /** Starts with another array, which must not change until it is read. */
  void begin(byte[] body, int length) {
    in = body;
    end = length;
    at = 0;
    inMember = false;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      while (true) {
        if (!inMember) {
          if (at == end && at > 0) {
            return -1;
          }
          startMember();
        }
        int count = inflater.inflate(into, offset, length);
        if (count > 0) {
          crc.update(into, offset, count);
          memberBytes += count;
          return count;
        }
        if (inflater.finished()) {
          endMember();
        } else if (inflater.needsDictionary()) {
          throw new IOException("it asks for a dictionary");
        } else if (inflater.needsInput()) {
          throw new EOFException("it ends in the middle");
        }
      }
    } catch (DataFormatException e) {
      throw new IOException(e.getMessage() == null ? "not deflate" : e.getMessage());
    }
  }

  private void startMember() throws IOException {
    int header = at;
    need(FIXED_HEADER_BYTES);
    if (in[at] != 0x1F || in[at + 1] != (byte) 0x8B || in[at + 2] != 8) {
      throw new IOException("byte " + at + " does not begin gzip");
    }
    int flags = in[at + 3];
    if ((flags & UNKNOWN_FLAGS) != 0) {
      throw new IOException("its header has unknown flags");
    }
    at += FIXED_HEADER_BYTES;
    if ((flags & FLAG_EXTRA) != 0) {
      need(2);
      int extra = in[at] & 0xFF | (in[at + 1] & 0xFF) << 8;
      need(2 + extra);
      at += 2 + extra;
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      need(2);
      crc.reset();
      crc.update(in, header, at - header);
      if ((crc.getValue() & 0xFFFF) != (in[at] & 0xFF | (in[at + 1] & 0xFF) << 8)) {
        throw new IOException("its header's checksum is wrong");
      }
      at += 2;
    }
    inflater.reset();
    inflater.setInput(in, at, end - at);
    crc.reset();
    memberBytes = 0;
    inMember = true;
  }

  private void endMember() throws IOException {
    at = end - inflater.getRemaining();
    need(TRAILER_BYTES);
    if (littleEndian(at) != crc.getValue()) {
      throw new IOException("its checksum is wrong");
    }
    if (littleEndian(at + 4) != (memberBytes & 0xFFFF_FFFFL)) {
      throw new IOException("its length is wrong");
    }
    at += TRAILER_BYTES;
    inMember = false;
  }

  private void skipText() throws IOException {
    while (true) {
      need(1);
      if (in[at++] == 0) {
        return;
      }
    }
  }

  private long littleEndian(int from) {
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | in[from + i] & 0xFF;
    }
    return value;
  }

  private void need(int bytes) throws EOFException {
    if (end - at < bytes) {
      throw new EOFException("it ends in the middle");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
