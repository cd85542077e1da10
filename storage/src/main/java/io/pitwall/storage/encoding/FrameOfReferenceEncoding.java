package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.kernel.LongProfile;

/**
 * Distances from the smallest value, bit-packed.
 *
 * <pre>
 *   3   base: signed varlong   width: 1 byte, 0 to 63   values - base: {@link BitPacking}
 * </pre>
 */
final class FrameOfReferenceEncoding {
  private FrameOfReferenceEncoding() {}

  static int bytes(LongProfile profile, int count) {
    return 2
        + ByteSink.signedVarLongBytes(profile.min())
        + BitPacking.packedBytes(count, profile.width());
  }

  static void write(
      long[] values, int offset, int count, LongProfile profile, ByteSink out, Scratch scratch) {
    out.putByte(EncodingCode.FRAME_OF_REFERENCE);
    out.putSignedVarLong(profile.min());
    out.putByte(profile.width());
    BitPacking.write(values, offset, count, profile.min(), profile.width(), out, scratch);
  }

  static void read(ByteSource in, int count, long[] into, int offset, Scratch scratch) {
    long base = in.readSignedVarLong();
    int width = in.readByte();
    BitPacking.read(in, count, width, base, into, offset, scratch);
  }
}
