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
  private RawEncoding() {}

  static int bytes(int count) {
    return 1 + count * Long.BYTES;
  }

  static void write(long[] values, int offset, int count, ByteSink out) {
    out.putByte(EncodingCode.RAW);
    out.putLongs(values, offset, count);
  }

  static void read(ByteSource in, int count, long[] into, int offset) {
    in.readLongs(into, offset, count);
  }
}
