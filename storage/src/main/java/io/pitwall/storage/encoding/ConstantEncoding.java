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
  private ConstantEncoding() {}

  static int longBytes(long value) {
    return 1 + ByteSink.signedVarLongBytes(value);
  }

  static void writeLong(long value, ByteSink out) {
    out.putByte(EncodingCode.CONSTANT);
    out.putSignedVarLong(value);
  }

  static void writeDouble(double value, ByteSink out) {
    out.putByte(EncodingCode.DOUBLE_CONSTANT);
    out.putLong(Double.doubleToRawLongBits(value));
  }

  static void readLongs(ByteSource in, int count, long[] into, int offset) {
    Arrays.fill(into, offset, offset + count, in.readSignedVarLong());
  }

  static void readDoubles(ByteSource in, int count, double[] into, int offset) {
    Arrays.fill(into, offset, offset + count, Double.longBitsToDouble(in.readLong()));
  }

  /** Whether all doubles have the same bits; looks at three before it looks at all. */
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
