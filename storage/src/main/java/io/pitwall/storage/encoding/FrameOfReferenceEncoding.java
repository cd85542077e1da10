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
  static final int CODE = 3;

  private FrameOfReferenceEncoding() {}

  /** Bytes of a block; {@link LongEncoding#NOT_POSSIBLE} if the range takes all 64 bits. */
  static int bytes(LongProfile profile, int count) {
    if (profile.width() > BitPacking.MAX_WIDTH) {
      return LongEncoding.NOT_POSSIBLE;
    }
    return 2
        + ByteSink.signedVarLongBytes(profile.min())
        + BitPacking.packedBytes(count, profile.width());
  }

  /** For {@link LongEncoding}. */
  static int bytes(long[] values, int offset, int count, Scratch scratch) {
    return bytes(scratch.profile, count);
  }

  /** For {@link LongEncoding}. */
  static void write(long[] values, int offset, int count, ByteSink out, Scratch scratch) {
    write(values, offset, count, scratch.profile, out, scratch);
  }

  static void write(
      long[] values, int offset, int count, LongProfile profile, ByteSink out, Scratch scratch) {
    out.putByte(CODE);
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
