package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;

/**
 * Doubles by their raw bits, as longs: for doubles that are no short decimals.
 *
 * <pre>
 *   34   a block of {@code count} longs, of any encoding (raw where nothing helps)
 * </pre>
 */
final class DoubleBitsEncoding {
  static final int CODE = 34;

  private DoubleBitsEncoding() {}

  static void bits(double[] values, int offset, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = Double.doubleToRawLongBits(values[offset + i]);
    }
  }

  static void writeRaw(double[] values, int offset, int count, ByteSink out, Scratch scratch) {
    bits(values, offset, count, scratch.values);
    out.putByte(CODE);
    RawEncoding.write(scratch.values, 0, count, out);
  }

  static void read(ByteSource in, int count, double[] into, int offset, Scratch scratch) {
    LongEncodings.read(in, count, scratch.values, 0, scratch);
    for (int i = 0; i < count; i++) {
      into[offset + i] = Double.longBitsToDouble(scratch.values[i]);
    }
  }
}
