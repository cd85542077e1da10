package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;

/**
 * Reads the lines between the data of chunks (RFC 9112 §7.1), however they are split. Strict: sizes
 * are plain hex, chunk extensions and trailers are refused, lines end with CRLF. Owned by an event
 * loop.
 */
final class ChunkSizes {
  /** More is to come before anything can be said. */
  static final int INCOMPLETE = -1;

  private static final int MAX_HEX_DIGITS = 8;
  private static final int MAX_LINE = MAX_HEX_DIGITS + 2;

  private final byte[] line = new byte[MAX_LINE];
  private int length;
  private boolean sizeNext;
  private boolean last;

  /** To be called before each body. */
  void reset() {
    length = 0;
    sizeNext = true;
    last = false;
  }

  /**
   * Reads up to the data of the next chunk.
   *
   * @return the chunk's bytes, 0 after the last chunk and its empty line, or {@link #INCOMPLETE}
   */
  int read(ByteBuf in) throws HttpRefusal {
    while (in.isReadable()) {
      byte c = in.readByte();
      if (length == MAX_LINE) {
        throw bad();
      }
      line[length++] = c;
      if (c == '\n') {
        int size = endOfLine();
        if (size != INCOMPLETE) {
          return size;
        }
      }
    }
    return INCOMPLETE;
  }

  private int endOfLine() throws HttpRefusal {
    if (length < 2 || line[length - 2] != '\r') {
      throw bad();
    }
    int digits = length - 2;
    length = 0;
    if (last) {
      if (digits != 0) {
        throw new HttpRefusal(
            400, "the body has trailers after its last chunk; trailers are not supported");
      }
      return 0;
    }
    if (digits == 0) {
      // The line break after a chunk's data; before the first chunk there is none.
      if (sizeNext) {
        throw bad();
      }
      sizeNext = true;
      return INCOMPLETE;
    }
    if (!sizeNext) {
      throw bad();
    }
    sizeNext = false;
    long size = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(line[i], 16);
      if (digit < 0) {
        throw bad();
      }
      size = size << 4 | digit;
    }
    if (size > Integer.MAX_VALUE) {
      throw bad();
    }
    last = size == 0;
    return last ? INCOMPLETE : (int) size;
  }

  private static HttpRefusal bad() {
    return new HttpRefusal(400, "a chunk of the body is malformed; chunk extensions are not taken");
  }
}
