package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import java.util.Arrays;

/**
 * All values equal.
 *
 * <pre>
 *   longs     1   value: signed varlong
 *   doubles  32   value: raw bits, 8 bytes
 * </pre>
 */
final class ConstantEncoding {
  static final int LONG_CODE = 1;
  static final int DOUBLE_CODE = 32;

  private ConstantEncoding() {}

  /** For {@link LongEncoding}. */
  static int longBytes(long[] values, int offset, int count, Scratch scratch) {
    return scratch.profile.min() == scratch.profile.max()
        ? 1 + ByteSink.signedVarLongBytes(values[offset])
        : LongEncoding.NOT_POSSIBLE;
  }

  /** For {@link LongEncoding}. */
  static void writeLongs(long[] values, int offset, int count, ByteSink out, Scratch scratch) {
    writeLong(values[offset], out);
  }

  static void writeLong(long value, ByteSink out) {
    out.putByte(LONG_CODE);
    out.putSignedVarLong(value);
  }

  static void writeDouble(double value, ByteSink out) {
    out.putByte(DOUBLE_CODE);
    out.putLong(Double.doubleToRawLongBits(value));
  }

  static void readLongs(ByteSource in, int count, long[] into, int offset, Scratch scratch) {
    Arrays.fill(into, offset, offset + count, in.readSignedVarLong());
  }

  static void readDoubles(ByteSource in, int count, double[] into, int offset, Scratch scratch) {
    Arrays.fill(into, offset, offset + count, Double.longBitsToDouble(in.readLong()));
  }

  /** Whether all doubles have the same bits; compares three before it compares all. */
  static boolean applies(double[] values, int offset, int count) {
    long first = Double.doubleToRawLongBits(values[offset]);
    if (first != Double.doubleToRawLongBits(values[offset + count / 2])
        || first != Double.doubleToRawLongBits(values[offset + count - 1])) {
      return false;
    }
    for (int i = offset + 1; i < offset + count; i++) {
      if (first != Double.doubleToRawLongBits(values[i])) {
        return false;
      }
    }
    return true;
  }
}
