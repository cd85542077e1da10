package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;

/**
 * Longs as they are.
 *
 * <pre>
 *   6   count times 8 bytes
 * </pre>
 */
final class RawEncoding {
  static final int CODE = 6;

  private RawEncoding() {}

  static int bytes(int count) {
    return 1 + count * Long.BYTES;
  }

  /** For {@link LongEncoding}. */
  static int bytes(long[] values, int offset, int count, Scratch scratch) {
    return bytes(count);
  }

  /** For {@link LongEncoding}. */
  static void write(long[] values, int offset, int count, ByteSink out, Scratch scratch) {
    write(values, offset, count, out);
  }

  static void write(long[] values, int offset, int count, ByteSink out) {
    out.putByte(CODE);
    out.putLongs(values, offset, count);
  }

  static void read(ByteSource in, int count, long[] into, int offset, Scratch scratch) {
    in.readLongs(into, offset, count);
  }
}
