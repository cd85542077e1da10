package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.kernel.LongProfile;

/**
 * Differences between neighbours, as their distances from the smallest difference, bit-packed.
 * Differences wrap at 64 bits and so do the sums that undo them: every long comes back exactly.
 *
 * <pre>
 *   4   first value: signed varlong   base: signed varlong   width: 1 byte, 0 to 63
 *       count - 1 times difference - base: {@link BitPacking}
 * </pre>
 */
final class DeltaEncoding {
  static final int CODE = 4;

  private DeltaEncoding() {}

  static int bytes(long[] values, int offset, int count, Scratch scratch) {
    LongProfile profile = scratch.profile;
    if (profile.deltaWidth() > BitPacking.MAX_WIDTH) {
      return LongEncoding.NOT_POSSIBLE;
    }
    return 2
        + ByteSink.signedVarLongBytes(values[offset])
        + ByteSink.signedVarLongBytes(profile.minDelta())
        + BitPacking.packedBytes(count - 1, profile.deltaWidth());
  }

  static void write(long[] values, int offset, int count, ByteSink out, Scratch scratch) {
    LongProfile profile = scratch.profile;
    out.putByte(CODE);
    out.putSignedVarLong(values[offset]);
    out.putSignedVarLong(profile.minDelta());
    out.putByte(profile.deltaWidth());
    scratch.kernels.deltas(values, offset, count, scratch.deltas);
    BitPacking.write(
        scratch.deltas, 0, count - 1, profile.minDelta(), profile.deltaWidth(), out, scratch);
  }

  static void read(ByteSource in, int count, long[] into, int offset, Scratch scratch) {
    long first = in.readSignedVarLong();
    long base = in.readSignedVarLong();
    int width = in.readByte();
    into[offset] = first;
    BitPacking.read(in, count - 1, width, base, into, offset + 1, scratch);
    scratch.kernels.prefixSum(first, into, offset + 1, count - 1);
  }
}
